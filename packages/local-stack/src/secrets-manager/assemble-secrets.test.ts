import { describe, expect, it } from '@jest/globals';
import { seededAccount } from '../account.ts';
import { readResources } from '../deployment/deployed-resources.ts';
import { TemplateError } from '../template/template-error.ts';
import { assembleSecrets } from './assemble-secrets.ts';
import { resourcePolicy } from './resource-types/resource-policy.ts';
import { rotationSchedule } from './resource-types/rotation-schedule.ts';
import { secret } from './resource-types/secret.ts';

const arn = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:client-AbCdEf';
const lambdaArn = 'arn:aws:lambda:us-east-1:111122223333:function:rotate';

const assemble = (schedule: Readonly<Record<string, unknown>>) =>
  assembleSecrets(readResources(deployed(schedule), types), { account: seededAccount });

const types = [secret, resourcePolicy, rotationSchedule];

const deny = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: '*', Action: 'secretsmanager:*', Resource: '*' }],
};
const allowing = (statement: object) => ({
  Statement: [{ Effect: 'Allow', Action: 'secretsmanager:*', Resource: '*', ...statement }],
});

const withPolicies = (...policies: readonly Readonly<Record<string, unknown>>[]) => {
  const described = policies.map((properties, index) => ({
    logicalId: `Policy${index}`,
    type: 'AWS::SecretsManager::ResourcePolicy',
    ref: arn,
    attributes: {},
    properties: { SecretId: arn, ResourcePolicy: deny, ...properties },
  }));
  const quiet = deployed({ RotateImmediatelyOnUpdate: false });
  return assembleSecrets(readResources([...quiet, ...described], types), {
    account: seededAccount,
  })[0]?.resourcePolicy;
};

const deployed = (schedule: Readonly<Record<string, unknown>>) => [
  {
    logicalId: 'Secret',
    type: 'AWS::SecretsManager::Secret',
    ref: arn,
    attributes: {},
    properties: { Name: 'client', SecretString: 'first' },
  },
  {
    logicalId: 'Schedule',
    type: 'AWS::SecretsManager::RotationSchedule',
    ref: arn,
    attributes: {},
    properties: { SecretId: arn, RotationLambdaARN: lambdaArn, ...schedule },
  },
];

describe('assembleSecrets', () => {
  it('joins a secret with its rotation', () => {
    const RotationRules = { AutomaticallyAfterDays: 30 };
    expect(assemble({ RotationRules, RotateImmediatelyOnUpdate: false })).toEqual([
      {
        arn,
        name: 'client',
        secretString: 'first',
        resourcePolicy: undefined,
        rotation: { lambdaArn, automaticallyAfterDays: 30 },
      },
    ]);
  });

  it('does not rotate a secret by the schedule of another secret', () => {
    expect(assemble({ SecretId: 'other' })).toMatchObject([{ rotation: undefined }]);
  });

  it.each([
    ['rotates at deployment by default', {}],
    ['rotates at deployment', { RotateImmediatelyOnUpdate: true }],
    ['has no function', { RotateImmediatelyOnUpdate: false, RotationLambdaARN: undefined }],
  ])('refuses a schedule that %s', (_name, schedule) => {
    expect(() => assemble(schedule)).toThrow(TemplateError);
  });
});

describe('the resource policy of a secret', () => {
  it.each([
    ['by ARN, as an object', {}],
    ['by name', { SecretId: 'client' }],
    ['as JSON text', { ResourcePolicy: JSON.stringify(deny) }],
  ])('belongs to the secret that it names %s', (_how, properties) => {
    expect(withPolicies(properties)).toMatchObject({ name: 'Policy0', source: deny });
  });

  it('is absent without a resource', () => {
    expect(withPolicies()).toBeUndefined();
  });

  it.each<[string, Readonly<Record<string, unknown>>[], RegExp]>([
    ['of another secret', [{ SecretId: 'other' }], /Policy0 names a secret outside the template/],
    [
      'of a secret that has one',
      [{}, {}],
      /Policy1 is a second resource policy of the secret client/,
    ],
    [
      'that is not JSON',
      [{ ResourcePolicy: '{' }],
      /Policy0 has a ResourcePolicy that is not JSON/,
    ],
    [
      'without a principal',
      [{ ResourcePolicy: allowing({}) }],
      /Policy0 has a statement without a Principal/,
    ],
  ])('is refused: a policy %s', (_name, policies, message) => {
    expect(() => withPolicies(...policies)).toThrow(message);
    expect(() => withPolicies(...policies)).toThrow(TemplateError);
  });

  it.each([
    ['everyone', { Principal: '*' }, true],
    ['every AWS principal', { Principal: { AWS: ['*'] } }, true],
    ['everyone but a role', { NotPrincipal: { AWS: 'arn:aws:iam::111122223333:role/one' } }, true],
    ['one account', { Principal: { AWS: '111122223333' } }, false],
    [
      'everyone under a condition',
      { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalAccount': '111122223333' } } },
      false,
    ],
  ])('can allow %s only as far as BlockPublicPolicy permits', (_name, statement, isPublic) => {
    const ResourcePolicy = allowing(statement);
    const nameOf = (BlockPublicPolicy: boolean) => {
      try {
        return withPolicies({ ResourcePolicy, BlockPublicPolicy })?.name;
      } catch (error) {
        return error instanceof TemplateError ? error.message : error;
      }
    };
    const refusal = 'Policy0 allows everyone, and its BlockPublicPolicy refuses such a policy.';
    expect([nameOf(false), nameOf(true)]).toEqual(['Policy0', isPublic ? refusal : 'Policy0']);
  });
});
