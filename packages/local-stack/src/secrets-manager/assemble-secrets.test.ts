import { describe, expect, it } from '@jest/globals';
import { seededAccount } from '../account.ts';
import { readResources } from '../deployment/deployed-resources.ts';
import { TemplateError } from '../template/template-error.ts';
import { assembleSecrets } from './assemble-secrets.ts';
import { rotationSchedule } from './resource-types/rotation-schedule.ts';
import { secret } from './resource-types/secret.ts';

const arn = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:client-AbCdEf';
const lambdaArn = 'arn:aws:lambda:us-east-1:111122223333:function:rotate';

const assemble = (schedule: Readonly<Record<string, unknown>>) =>
  assembleSecrets(readResources(deployed(schedule), [secret, rotationSchedule]), {
    account: seededAccount,
  });

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
