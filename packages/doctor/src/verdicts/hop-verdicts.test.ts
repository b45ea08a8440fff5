import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HopVerdict } from '@hopwise/contracts/finding';
import { artifactDirectoryOf, stages } from '@hopwise/local-stack/testing/packaged-stages';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diagnoseTemplate } from '../diagnose-template.ts';

type Parameters = Readonly<Record<string, string>>;

const verdictsOf = async (text: string, parameters: Parameters = {}) => {
  const { hops = [] } = await diagnoseTemplate({ text, name: 'stack', parameters });
  return hops;
};

/** The verdict of one hop of a template with these resources (YAML, indented by two). */
const verdictOf = async (
  hop: number,
  resources: string,
  parameters: Parameters = {},
): Promise<HopVerdict | undefined> => {
  const declared = 'Parameters: { ModelId: { Type: String }, RoleArn: { Type: String } }';
  const hops = await verdictsOf(`${declared}\nResources:\n${resources}`, parameters);
  return hops.find((one) => one.hop === hop);
};

const role = (action: string) => `
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Action: 'sts:AssumeRole', Principal: { Service: bedrock.amazonaws.com } }] }
      Policies: [{ PolicyName: own, PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: '${action}', Resource: !Sub 'arn:aws:bedrock:\${AWS::Region}::foundation-model/amazon.nova-pro-v1:0' }] } }]
`;

const agent = (name: string, model: string, roleArn = '!GetAtt Role.Arn') => `
  ${name}: { Type: AWS::Bedrock::Agent, Properties: { AgentName: ${name}, AutoPrepare: true, FoundationModel: ${model}, AgentResourceRoleArn: ${roleArn} } }
`;

const nova = "'amazon.nova-pro-v1:0'";

describe('the verdict of a hop', () => {
  it.each(stages)('is ok for each hop of the packaged template of %s', async (stage) => {
    const file = join(artifactDirectoryOf(stage), 'cloudformation-template-update-stack.json');
    const hops = await verdictsOf(await readFile(file, 'utf8'));
    expect(hops.map(({ hop, verdict }) => `${hop} ${verdict}`)).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((hop) => `${hop} ok`),
    );
  });

  it('is absent for each hop of a template without callers', async () => {
    const hops = await verdictsOf('Resources: { Files: { Type: AWS::S3::Bucket } }');
    expect(new Set(hops.map(({ verdict }) => verdict))).toEqual(new Set(['absent']));
  });

  it('is ok with a grant, and broken without', async () => {
    const granted = role('bedrock:InvokeModel') + agent('Helper', nova);
    expect(await verdictOf(4, granted)).toEqual({
      hop: 4,
      verdict: 'ok',
      resources: 'Helper → amazon.nova-pro-v1:0',
      undecided: [],
    });
    const denied = role('bedrock:InvokeAgent') + agent('Helper', nova);
    expect(await verdictOf(4, denied)).toMatchObject({ verdict: 'broken', undecided: [] });
  });

  it('names the parameter that decides it, and is decided with a value', async () => {
    const resources = role('bedrock:InvokeModel') + agent('Helper', '!Ref ModelId');
    expect((await verdictOf(4, resources))?.undecided).toEqual([
      {
        calls: expect.stringMatching(/^Helper → /),
        reason: 'it depends on ModelId; add --parameter ModelId=VALUE',
      },
    ]);
    const given = (ModelId: string) => verdictOf(4, resources, { ModelId });
    expect(await given('amazon.nova-pro-v1:0')).toMatchObject({ verdict: 'ok' });
    expect(await given('amazon.nova-lite-v1:0')).toMatchObject({ verdict: 'broken' });
  });

  it('is the same with the Region of the stack, for grants on attributes', async () => {
    const worker = `
  Work: { Type: AWS::Lambda::Function, Properties: { Role: !ImportValue R } }
  Allow: { Type: AWS::Lambda::Permission, Properties: { Action: 'lambda:InvokeFunction', FunctionName: !Ref Work, Principal: bedrock.amazonaws.com, SourceArn: !GetAtt Helper.AgentArn } }
`;
    const helper = agent('Helper', nova).replace(
      'AutoPrepare',
      'ActionGroups: [{ ActionGroupName: g, ActionGroupExecutor: { Lambda: !GetAtt Work.Arn } }], AutoPrepare',
    );
    const resources = role('bedrock:InvokeModel') + helper + worker;
    for (const parameters of [{}, { 'AWS::Region': 'eu-west-1' }]) {
      expect(await verdictOf(5, resources, parameters)).toMatchObject({ verdict: 'ok' });
    }
  });

  it.each([
    ['one account', '111122223333', 'ok'],
    ['two accounts', '444455556666', 'undecidable'],
  ])('is decided for the account that the template writes, with %s', async (_, other, verdict) => {
    const arn = (account: string) => `arn:aws:execute-api:eu-west-1:${account}`;
    const api = `
  Work: { Type: AWS::Lambda::Function, Properties: { Role: !ImportValue R } }
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: notes } }
  Get: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Api, ResourceId: !GetAtt Api.RootResourceId, HttpMethod: GET, AuthorizationType: AWS_IAM, Integration: { Type: AWS_PROXY, Uri: !Join ['', ['arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/', !GetAtt Work.Arn, '/invocations']] } } }
  Allow: { Type: AWS::Lambda::Permission, Properties: { Action: 'lambda:InvokeFunction', FunctionName: !Ref Work, Principal: apigateway.amazonaws.com, SourceArn: !Join ['', ['${arn('111122223333')}:', !Ref Api, '/*']] } }
  Reader: { Type: AWS::IAM::Policy, Properties: { PolicyName: p, Roles: [r], PolicyDocument: { Statement: [{ Effect: Allow, Action: 'execute-api:Invoke', Resource: '${arn(other)}:other/*' }] } } }
`;
    const found = await verdictOf(2, api);
    expect(found).toMatchObject({ verdict });
    expect(found?.resources.includes('(in eu-west-1, account 111122223333)')).toBe(
      verdict === 'ok',
    );
  });

  it('names the agents of one reason together, and the role that is elsewhere', async () => {
    const model = 'amazon.nova-pro-v1:0';
    const elsewhere = "'arn:aws:iam::111122223333:role/helper'";
    const agents = ['One', 'Two'].map((name) => agent(name, nova, elsewhere)).join('');
    const verdict = await verdictOf(4, agents);
    expect(verdict).toMatchObject({
      verdict: 'undecidable',
      resources: `One → ${model} and Two → ${model}`,
    });
    expect(verdict?.undecided.map(({ reason }) => reason)).toEqual([
      'the role arn:aws:iam::111122223333:role/helper is not in the template',
    ]);
  });

  it('is not absent for a hop of which only a finding shows a part', async () => {
    const scope = "AllowedOAuthFlows: [client_credentials], AllowedOAuthScopes: ['desk/read']";
    const client = `
  Server: { Type: AWS::Cognito::UserPoolResourceServer, Properties: { Identifier: desk, Name: desk, UserPoolId: pool, Scopes: [{ ScopeName: read, ScopeDescription: r }] } }
  Machine: { Type: AWS::Cognito::UserPoolClient, Properties: { UserPoolId: pool, GenerateSecret: true, ${scope} } }
`;
    expect(await verdictOf(6, client)).toEqual({
      hop: 6,
      verdict: 'undecidable',
      resources: '',
      undecided: [
        { calls: 'Machine', reason: 'the template shows a part of this hop, but no call' },
      ],
    });
  });

  it.each([
    [
      3,
      'an agent that nothing calls',
      '  Helper: { Type: AWS::Bedrock::Agent, Properties: { AgentName: helper } }',
    ],
    [
      4,
      'a function that calls a model',
      role('bedrock:InvokeModel').replace(/Resource: !Sub '[^']*'/, "Resource: '*'"),
    ],
    [
      5,
      'a permission for Bedrock',
      '  Allowed: { Type: AWS::Lambda::Permission, Properties: { FunctionName: f, Action: lambda:InvokeFunction, Principal: bedrock.amazonaws.com } }',
    ],
  ] as const)(
    'is absent for hop %s of %s, whatever warnings there are',
    async (hop, _what, text) => {
      const { findings } = await diagnoseTemplate({ text: `Resources:\n${text}`, name: 'stack' });
      expect(findings.some((one) => one.hop === hop)).toBe(true);
      expect(await verdictOf(hop, text)).toMatchObject({ verdict: 'absent' });
    },
  );

  it('is ok for a caller that forwards tokens of people, and open if a client of the gateway is a machine', async () => {
    const people = `
  Pool: { Type: AWS::Cognito::UserPool }
  Client: { Type: AWS::Cognito::UserPoolClient, Properties: { UserPoolId: !Ref Pool, ExplicitAuthFlows: [ALLOW_USER_SRP_AUTH] } }
  Front:
    Type: AWS::BedrockAgentCore::Gateway
    Properties:
      Name: front
      AuthorizerType: CUSTOM_JWT
      AuthorizerConfiguration: { CustomJWTAuthorizer: { DiscoveryUrl: !Sub 'https://cognito-idp.us-east-1.amazonaws.com/\${Pool}/.well-known/openid-configuration', AllowedClients: [!Ref Client] } }
  Chat: { Type: AWS::Lambda::Function, Properties: { Role: !ImportValue R, Environment: { Variables: { GATEWAY_URL: !GetAtt Front.GatewayUrl } } } }
`;
    expect(await verdictOf(6, people)).toMatchObject({ verdict: 'ok' });
    const machine = people.replace(
      'ExplicitAuthFlows: [ALLOW_USER_SRP_AUTH]',
      'GenerateSecret: true, AllowedOAuthFlows: [client_credentials]',
    );
    expect(await verdictOf(6, machine)).toMatchObject({ verdict: 'undecidable' });
    const elsewhere = people.replace('[!Ref Client]', '[!Ref Client, !ImportValue Other]');
    expect(await verdictOf(6, elsewhere)).toMatchObject({ verdict: 'undecidable' });
  });

  it('is decided for the only Region that the template writes, and names it', async () => {
    const written = role('bedrock:InvokeModel').replaceAll('${AWS::Region}', 'us-east-1');
    expect(await verdictOf(4, written + agent('Helper', nova))).toMatchObject({
      verdict: 'ok',
      resources: 'Helper → amazon.nova-pro-v1:0 (in us-east-1)',
    });
    const two = `  Other: { Type: AWS::Lambda::Permission, Properties: { SourceArn: 'arn:aws:bedrock:eu-west-1:111122223333:agent/A' } }\n`;
    expect(await verdictOf(4, written + agent('Helper', nova) + two)).toMatchObject({
      verdict: 'undecidable',
    });
    const elsewhere = { 'AWS::Region': 'eu-west-1' };
    expect(await verdictOf(4, written + agent('Helper', nova), elsewhere)).toMatchObject({
      verdict: 'broken',
    });
  });

  it('is not ok for a suppressed finding', async () => {
    const suppressed = role('bedrock:InvokeAgent').replace(
      'Type: AWS::IAM::Role',
      'Type: AWS::IAM::Role\n    Metadata: { Hopwise: { Suppress: [{ Code: INVOKE_MODEL_DENIED, Reason: meant }] } }',
    );
    expect(await verdictOf(4, suppressed + agent('Helper', nova))).toMatchObject({
      verdict: 'undecidable',
      undecided: [{ reason: expect.stringContaining('suppresses the finding') }],
    });
  });

  it('is never ok if the template shows only unknown values', async () => {
    const unknown = fc.constantFrom(
      { Ref: 'ModelId' },
      { 'Fn::ImportValue': 'other' },
      { 'Fn::Transform': { Name: 'macro' } },
      '{{resolve:ssm:/name}}',
    );
    const templates = fc
      .tuple(unknown, unknown, unknown, unknown, unknown)
      .map(([one, two, three, four, five]) => ({
        Parameters: { ModelId: { Type: 'String' } },
        Resources: {
          Method: {
            Type: 'AWS::ApiGateway::Method',
            Properties: {
              HttpMethod: 'GET',
              RestApiId: one,
              AuthorizationType: two,
              Integration: { Type: 'AWS_PROXY', Uri: three },
            },
          },
          Chat: {
            Type: 'AWS::Lambda::Function',
            Properties: {
              Role: one,
              Environment: { Variables: { AGENT_ID: two, GATEWAY_URL: three } },
            },
          },
          Helper: {
            Type: 'AWS::Bedrock::Agent',
            Properties: {
              FoundationModel: one,
              AgentResourceRoleArn: two,
              ActionGroups: [{ ActionGroupName: 'a', ActionGroupExecutor: { Lambda: three } }],
            },
          },
          Front: {
            Type: 'AWS::BedrockAgentCore::Gateway',
            Properties: { RoleArn: one, AuthorizerType: two, AuthorizerConfiguration: three },
          },
          Tool: {
            Type: 'AWS::BedrockAgentCore::GatewayTarget',
            Properties: {
              GatewayIdentifier: { Ref: 'Front' },
              TargetConfiguration: { Mcp: { Lambda: { LambdaArn: four } } },
              CredentialProviderConfigurations: five,
            },
          },
        },
      }));
    await fc.assert(
      fc.asyncProperty(templates, async (template) => {
        const hops = await verdictsOf(JSON.stringify(template));
        expect(hops.filter(({ verdict }) => verdict === 'ok')).toEqual([]);
        const undecidable = hops.filter(({ verdict }) => verdict === 'undecidable');
        expect(undecidable.every(({ undecided }) => undecided.length > 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
