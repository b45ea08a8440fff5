import { PolicyParseError } from '@hopwise/iam/policy-parse-error';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loopbackOrigins } from '../testing/deployment/deploy-model.ts';
import { hostileTemplate, hostileValues } from '../testing/fuzz/hostile-template.ts';
import { templateOf } from '../testing/packaged-stages.ts';
import { seededAccount } from './account.ts';
import { checkDeployment } from './deploy-checks/check-deployment.ts';
import { deployStack } from './deployment/deploy-stack.ts';
import { shapeOf } from './deployment/schema-shape.ts';
import { services } from './services.ts';
import { parseTemplate, type Template } from './template/template.ts';
import { TemplateError } from './template/template-error.ts';

let packaged: Template;

beforeAll(async () => {
  packaged = await templateOf('local');
});

const maxMessageLength = 11_000;

/** The message of a refused template; `undefined` if it can be deployed. Any other error fails the test. */
const refusalOf = (template: unknown): string | undefined => {
  try {
    const stack = deployStack(parseTemplate(template, 'hostile'), {
      services,
      account: seededAccount,
      origins: loopbackOrigins,
      artifactDirectory: 'artifacts',
      stackName: 'hopwise-local',
    });
    checkDeployment(stack);
    return undefined;
  } catch (error) {
    if (!(error instanceof TemplateError || error instanceof PolicyParseError)) throw error;
    expect(error.message.length).toBeLessThan(maxMessageLength);
    return error.message;
  }
};

const types = services.flatMap((service) => service.types);

describe('the deployment of a hostile template', () => {
  it('accepts the template without a change', () => {
    expect(refusalOf(packaged)).toBeUndefined();
  });

  it('deploys it or refuses it, whatever three places of it have', () => {
    fc.assert(
      fc.property(hostileTemplate(packaged), (template) => void refusalOf(template)),
      {
        seed: 14,
        numRuns: 200,
      },
    );
  });

  it.each(types)('deploys or refuses each hostile value of each property of $type', (type) => {
    const property = fc.record({
      name: fc.constantFrom(...Object.keys(shapeOf(type.schema)), 'constructor', '__proto__'),
      value: fc.constantFrom(...hostileValues(['Odd'])),
    });
    fc.assert(
      fc.property(fc.array(property, { minLength: 1, maxLength: 2 }), (properties) => {
        const [id, given] = Object.entries(packaged.Resources).find(
          ([, one]) => one.Type === type.type,
        ) ?? ['Odd', { Type: type.type }];
        const changed = properties.map(({ name, value }) => [name, value] as const);
        const Properties = { ...given.Properties, ...Object.fromEntries(changed) };
        const Resources = { ...packaged.Resources, [id]: { ...given, Properties } };
        refusalOf({ ...packaged, Resources });
      }),
      { seed: 15, numRuns: 15 },
    );
  });

  const role = (Properties: unknown, attributes: object = {}) => ({
    Resources: { A: { Type: 'AWS::IAM::Role', Properties, ...attributes } },
  });

  it.each<[string, unknown, string]>([
    [
      'a dangling reference',
      role({ RoleName: { Ref: 'Nope' } }),
      'The template refers to Nope, which it does not define. It is in property RoleName of A.',
    ],
    [
      'a reference to a member of every object',
      role({ Path: '/', RoleName: { 'Fn::Sub': '${constructor}' } }),
      'refers to constructor, which it does not define. It is in property RoleName of A.',
    ],
    [
      'an intrinsic with a wrong argument',
      role({ Tags: [{ Key: { 'Fn::Join': 'x' } }] }),
      'Fn::Join requires a list. It is in property Tags of A.',
    ],
    [
      'a reference in place of the properties',
      role({ Ref: 'AWS::Region' }),
      'The properties of A are a reference, not an object.',
    ],
    [
      'a wrong reference in an output',
      { Resources: {}, Outputs: { Url: { Value: { Ref: 'Nope' } } } },
      'It is in the output Url.',
    ],
    ['a reference to itself', role({ RoleName: { Ref: 'A' } }), 'A → A'],
    [
      'a condition of conditions',
      role({}, { Condition: { 'Fn::Not': [{ Condition: 'a' }] } }),
      'the condition {"Fn::Not":[{"Condition":"a"}]} of A',
    ],
    [
      'a value that JSON does not have',
      role({ RoleName: 10n }),
      'has a value at Resources.A.Properties.RoleName that JSON does not have',
    ],
    [
      'a resource without an object',
      { Resources: JSON.parse('{"__proto__":null}') },
      'has a resource __proto__ with no Type',
    ],
    [
      'a principal type that every object has',
      role({
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { constructor: ['x'] }, Action: 'sts:AssumeRole' },
          ],
        },
      }),
      'Principal has the type constructor, expected AWS',
    ],
    [
      'a domain that is longer than a host',
      {
        Resources: {
          Pool: { Type: 'AWS::Cognito::UserPool' },
          Odd: {
            Type: 'AWS::Cognito::UserPoolDomain',
            Properties: { UserPoolId: { Ref: 'Pool' }, Domain: 'x'.repeat(200_000) },
          },
        },
      },
      'AWS refuses to create Odd (AWS::Cognito::UserPoolDomain)',
    ],
  ])('names the place of %s', (_name, template, message) => {
    expect(refusalOf(template)).toContain(message);
  });
});
