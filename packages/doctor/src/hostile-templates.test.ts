import { TemplateUnreadableError } from '@hopwise/template/template-unreadable-error';
import { describe, expect, it } from '@jest/globals';
import { diagnoseTemplate } from './diagnose-template.ts';

type Resources = Readonly<Record<string, unknown>>;

const many = (count: number, of: (index: number) => readonly [string, unknown]): Resources =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => of(index)));

const list = <Item>(count: number, of: (index: number) => Item): readonly Item[] =>
  Array.from({ length: count }, (_, index) => of(index));

const functionWith = (properties: Resources = {}): unknown => ({
  Type: 'AWS::Lambda::Function',
  Properties: { Role: { 'Fn::ImportValue': 'role' }, ...properties },
});

const variables = (values: Resources): Resources => ({ Environment: { Variables: values } });

const gateway = {
  Type: 'AWS::BedrockAgentCore::Gateway',
  Properties: { AuthorizerType: 'CUSTOM_JWT' },
};

const gateways = (count: number): Resources => many(count, (index) => [`G${index}`, gateway]);

const urlOf = (index: number) => ({ 'Fn::GetAtt': [`G${index}`, 'GatewayUrl'] });

const resourceServer = (properties: Resources): unknown => ({
  Type: 'AWS::Cognito::UserPoolResourceServer',
  Properties: { Identifier: 'a', ...properties },
});

const clientWith = (scopes: readonly string[]): unknown => ({
  Type: 'AWS::Cognito::UserPoolClient',
  Properties: { AllowedOAuthScopes: scopes },
});

const roleWith = (statements: readonly unknown[]): unknown => ({
  Type: 'AWS::IAM::Role',
  Properties: { Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: statements } }] },
});

const examine = (resources: Resources) =>
  diagnoseTemplate({ text: JSON.stringify({ Resources: resources }), name: 'stack' });

describe('a template in which many resources belong together', () => {
  it.each<readonly [string, (count: number) => Resources]>([
    [
      'functions with one role',
      (count) => many(count, (index) => [`F${index}`, functionWith({ Role: 'one-role' })]),
    ],
    [
      'scopes that nothing defines',
      (count) => ({
        Server: resourceServer({ Scopes: list(count, (index) => ({ ScopeName: `s${index}` })) }),
        Client: clientWith(list(count, (index) => `a/x${index}`)),
      }),
    ],
    [
      'clients and resource servers',
      (count) => ({
        ...many(count, (index) => [`S${index}`, resourceServer({})]),
        ...many(count, (index) => [`C${index}`, clientWith(['a/x'])]),
      }),
    ],
    [
      'suppressions',
      (count) =>
        many(count, (index) => [
          `F${index}`,
          {
            ...Object(functionWith({ Runtime: 'nodejs12.x' })),
            Metadata: { Hopwise: { Suppress: [{ Code: 'API_OPEN', Reason: 'meant' }] } },
          },
        ]),
    ],
  ])('has a report that grows with its size: %s', async (_what, resources) => {
    const [small, large] = [await examine(resources(50)), await examine(resources(200))];
    expect(small.findings.length).toBeGreaterThan(0);
    expect(large.findings.length).toBeLessThanOrEqual(4 * small.findings.length);
    const size = (report: unknown) => JSON.stringify(report).length;
    expect(size(large)).toBeLessThan(5 * size(small));
  });

  it('has one finding for each shared role', async () => {
    const { findings } = await examine({
      ...many(40, (index) => [`A${index}`, functionWith({ Role: 'role-a' })]),
      ...many(2, (index) => [`B${index}`, functionWith({ Role: 'role-b' })]),
    });
    expect(findings.map(({ observed }) => observed)).toEqual([
      'A0, A1, A2 and 37 more run with role-a.',
      'B0 and B1 run with role-b.',
    ]);
  });

  it.each<readonly [string, Resources]>([
    [
      'gateways and functions',
      {
        ...gateways(3_000),
        ...many(3_000, (index) => [`F${index}`, functionWith(variables({ A: urlOf(index) }))]),
      },
    ],
    [
      'gateways and variables of one function',
      {
        ...gateways(3_000),
        F: functionWith(variables(many(3_000, (index) => [`V${index}`, urlOf(index)]))),
      },
    ],
    [
      'agents and statements of one role',
      {
        Role: roleWith(
          list(2_000, () => ({ Effect: 'Allow', Action: 'bedrock:InvokeModel', Resource: 'x' })),
        ),
        ...many(2_000, (index) => [
          `A${index}`,
          {
            Type: 'AWS::Bedrock::Agent',
            Properties: {
              FoundationModel: 'm',
              AgentResourceRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
            },
          },
        ]),
      },
    ],
  ])('is refused if its pairs are more than the limit: %s', async (_what, resources) => {
    await expect(examine(resources)).rejects.toThrow(TemplateUnreadableError);
  });

  it('is examined once per role, however many functions have it', async () => {
    const resources = {
      Role: roleWith(list(3_000, () => ({ Effect: 'Allow', Action: 'a:b', Resource: 'x' }))),
      ...many(3_000, (index) => [
        `F${index}`,
        functionWith({ Role: { 'Fn::GetAtt': ['Role', 'Arn'] } }),
      ]),
    };
    const { findings } = await examine(resources);
    expect(findings.filter(({ code }) => code === 'LOG_PERMISSION_MISSING')).toHaveLength(1);
  });
});
