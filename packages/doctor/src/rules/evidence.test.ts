import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { foundIn, functionNamed, roleWith } from '../../testing/found-in.ts';
import { diagnoseTemplate } from '../diagnose-template.ts';

const fixture = async (name: string): Promise<string> =>
  (await readFile(resolve(import.meta.dirname, '../../fixtures', `${name}.bad.yml`), 'utf8')).split(
    'Resources:\n',
  )[1] ?? '';

describe('ACTION_RESOURCE_MISMATCH', () => {
  const statement = (...resources: readonly string[]) =>
    roleWith(
      `{ Effect: Allow, Action: ['bedrock:InvokeModel', 's3:GetObject'], Resource: [${resources.map((one) => `'${one}'`).join(', ')}] }`,
    );
  const model = 'arn:aws:bedrock:*::foundation-model/amazon.nova-pro-v1:0';

  it('is found for an action that no resource of its statement fits', async () => {
    expect(
      await foundIn(statement(model, 'arn:aws:s3:::notes/*'), 'ACTION_RESOURCE_MISMATCH'),
    ).toEqual([]);
    expect(await foundIn(statement(model), 'ACTION_RESOURCE_MISMATCH')).toHaveLength(1);
    const two = statement('arn:aws:s3:::notes', 'arn:aws:s3:::notes/*');
    expect(await foundIn(two, 'ACTION_RESOURCE_MISMATCH')).toHaveLength(1);
  });
});

describe('a rule about machine tokens', () => {
  it.each([
    ['AUDIENCE_NOT_ALLOWED', 'audience-not-allowed'],
    ['NO_TOKEN_TO_GATEWAY', 'no-token-to-gateway'],
  ] as const)('%s is silent if people sign in at the pool of the gateway', async (code, name) => {
    const machines = await fixture(name);
    const people = machines.replace('[client_credentials]', '[code]');
    expect(people).not.toBe(machines);
    expect(await foundIn(people, code)).toEqual([]);
    expect(await foundIn(machines, code)).toHaveLength(1);
  });
});

describe('SECRET_IN_TEMPLATE', () => {
  it.each(['PLACEHOLDER_REPLACE_ME', 'change-me-please', 'your_api_key', '<insert the key>'])(
    'is not found for the placeholder %s',
    async (value) => {
      const text = `
  Work:
    Type: AWS::Lambda::Function
    Properties: { Runtime: nodejs24.x, Role: !ImportValue R, Environment: { Variables: { API_KEY: '${value}' } } }
`;
      expect(await foundIn(text, 'SECRET_IN_TEMPLATE')).toEqual([]);
      expect(await foundIn(text.replace(value, '1f9c0a77b2e3'), 'SECRET_IN_TEMPLATE')).toHaveLength(
        1,
      );
    },
  );
});

describe('a code that is an error only where a call fails', () => {
  const severityOf = async (text: string, code: string) => {
    const { findings } = await diagnoseTemplate({ text: `Resources:\n${text}`, name: 'stack' });
    return findings.filter((one) => one.code === code).map(({ severity }) => severity);
  };
  const agent =
    '  Helper: { Type: AWS::Bedrock::Agent, Properties: { AgentName: helper, AgentResourceRoleArn: !ImportValue R } }\n';
  const alias =
    '  Live: { Type: AWS::Bedrock::AgentAlias, Properties: { AgentAliasName: live, AgentId: !Ref Helper } }\n';

  it('is a warning for an agent that only an alias or nobody needs, and silent if a custom resource prepares it', async () => {
    const draft = functionNamed(
      'Chat',
      ', Environment: { Variables: { AGENT_ID: !Ref Helper, AGENT_ALIAS_ID: TSTALIASID } }',
    );
    expect(await severityOf(agent, 'AGENT_NOT_PREPARED')).toEqual(['warning']);
    expect(await severityOf(agent + alias, 'AGENT_NOT_PREPARED')).toEqual(['warning']);
    expect(await severityOf(agent + draft, 'AGENT_NOT_PREPARED')).toEqual(['error']);
    const custom =
      "  Prepare: { Type: 'Custom::Prepare', Properties: { ServiceToken: !ImportValue P, AgentId: !Ref Helper } }\n";
    expect(await severityOf(agent + draft + custom, 'AGENT_NOT_PREPARED')).toEqual([]);
  });

  it('is a warning for an unknown action that no call needs', async () => {
    const role = roleWith(
      "{ Effect: Allow, Action: 'bedrock:InvokeAgents', Resource: !Ref Alias }",
    );
    expect(await severityOf(role, 'ACTION_UNKNOWN')).toEqual(['warning']);
  });

  it('is a warning for a superfluous grant on a gateway with tokens', async () => {
    expect(await severityOf(await fixture('mixed-credentials'), 'MIXED_CREDENTIALS')).toEqual([
      'warning',
    ]);
  });
});

describe('a rule about tokens', () => {
  it('is silent for all of Cognito without a gateway', async () => {
    const role = roleWith(
      "{ Effect: Allow, Action: 'cognito-idp:*', Resource: !ImportValue Pool }",
    );
    expect(await foundIn(role, 'OAUTH_CLIENT_IN_IAM_POLICY')).toEqual([]);
    const gateway = (await fixture('mixed-credentials')).split('  ProxyRole:')[0] ?? '';
    expect(await foundIn(gateway + role, 'OAUTH_CLIENT_IN_IAM_POLICY')).toHaveLength(1);
  });

  it('is silent if the authorizer also names a client of people', async () => {
    const machines = await fixture('no-token-to-gateway');
    const both = machines.replace('[!Ref Machine]', '[!Ref Machine, !Ref Page]');
    const page =
      '  Page: { Type: AWS::Cognito::UserPoolClient, Properties: { UserPoolId: !Ref Pool, AllowedOAuthFlows: [code] } }\n';
    expect(both).not.toBe(machines);
    expect(await foundIn(page + both, 'NO_TOKEN_TO_GATEWAY')).toEqual([]);
  });

  it.each([
    ['https://abc.execute-api.eu-west-1.amazonaws.com/mcp', 0],
    ['https://desk-123.eu-west-1.elb.amazonaws.com/mcp', 0],
    ['https://bedrock-agentcore.eu-west-1.amazonaws.com/runtimes/x/invocations', 0],
    ['https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/f/invocations', 1],
  ])('knows whether %s is an AWS service', async (endpoint, count) => {
    const target = `
  Tools: { Type: AWS::BedrockAgentCore::GatewayTarget, Properties: { Name: t, GatewayIdentifier: g, TargetConfiguration: { Mcp: { McpServer: { Endpoint: '${endpoint}' } } }, CredentialProviderConfigurations: [{ CredentialProviderType: OAUTH, CredentialProvider: { OauthCredentialProvider: { ProviderArn: !ImportValue P, Scopes: [a] } } }] } }
`;
    expect(await foundIn(target, 'OAUTH_TOKEN_TO_AWS_SERVICE')).toHaveLength(count);
  });
});

describe('INSUFFICIENT_SCOPE', () => {
  it('is silent if SCOPE_NOT_GRANTED names the same client and scope', async () => {
    const gateway = (scope: string) => `
  Front:
    Type: AWS::BedrockAgentCore::Gateway
    Properties:
      Name: front
      ProtocolType: MCP
      RoleArn: !ImportValue FrontRole
      AuthorizerType: CUSTOM_JWT
      AuthorizerConfiguration: { CustomJWTAuthorizer: { DiscoveryUrl: !Sub 'https://cognito-idp.$\{AWS::Region}.amazonaws.com/$\{UserPool}/.well-known/openid-configuration', AllowedClients: [!Ref Client], AllowedScopes: [${scope}] } }
`;
    const codesFor = async (scope: string, requested: string) => {
      const caller = (await fixture('scope-not-granted')).replace(
        'SCOPE: tools/read',
        `SCOPE: ${requested}`,
      );
      const text = `Resources:\n${caller}${gateway(scope)}`;
      const { findings } = await diagnoseTemplate({ text, name: 'stack' });
      return findings.map(({ code }) => code).filter((code) => code.includes('SCOPE'));
    };
    expect(await codesFor('tools/read', 'tools/read')).toEqual(['SCOPE_NOT_GRANTED']);
    expect(await codesFor('tools/read', 'tools/invoke')).toEqual(['INSUFFICIENT_SCOPE']);
    expect(await codesFor('tools/invoke', 'tools/invoke')).toEqual([]);
  });
});

describe('SCOPE_UNDEFINED', () => {
  it('is found in a variable only for the identifier of a resource server', async () => {
    const server =
      '  Server: { Type: AWS::Cognito::UserPoolResourceServer, Properties: { Identifier: desk, Name: desk, UserPoolId: p, Scopes: [{ ScopeName: read, ScopeDescription: r }] } }\n';
    const withScope = (scope: string) =>
      server + functionNamed('Chat', `, Environment: { Variables: { SCOPE: '${scope}' } }`);
    expect(await foundIn(withScope('desk/raed'), 'SCOPE_UNDEFINED')).toHaveLength(1);
    expect(await foundIn(withScope('repo/write'), 'SCOPE_UNDEFINED')).toEqual([]);
  });
});

describe('SCOPE_UNDEFINED next to values that the template does not show', () => {
  const server = (identifier: string) =>
    `  Server: { Type: AWS::Cognito::UserPoolResourceServer, Properties: { Identifier: ${identifier}, Name: desk, UserPoolId: p, Scopes: [{ ScopeName: read, ScopeDescription: r }] } }\n`;
  const client = (scope: string) =>
    `  Machine: { Type: AWS::Cognito::UserPoolClient, DependsOn: Server, Properties: { UserPoolId: p, GenerateSecret: true, AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: [client_credentials], AllowedOAuthScopes: [${scope}] } }\n`;
  const joined = (end: string) =>
    `!Join ['', ['desk-', !Select [0, !Split ['-', !Ref AWS::StackId]], '${end}']]`;

  it.each([
    ['of the same expression', joined('/read'), []],
    ['with another name', joined('/write'), ['Machine.AllowedOAuthScopes']],
    ['of another expression', '!ImportValue OtherScope', []],
    ['of another server', 'notes/write', []],
  ])('is about a scope %s', async (_what, scope, found) => {
    const text = server(joined('')) + client(scope);
    expect(await foundIn(text, 'SCOPE_UNDEFINED')).toEqual(found);
  });
});

describe('TARGET_PROVIDER_MISSING', () => {
  const target = (kind: string) => (credentials: string) =>
    `
  Notes: { Type: AWS::BedrockAgentCore::GatewayTarget, Properties: { Name: notes, GatewayIdentifier: g, TargetConfiguration: { Mcp: { ${kind} } }, CredentialProviderConfigurations: [${credentials}] } }
`;
  const ofFunction = target(
    "Lambda: { LambdaArn: !ImportValue F, ToolSchema: { S3: { Uri: 's3://a/b' } } }",
  );
  const ofOpenApi = target("OpenApiSchema: { S3: { Uri: 's3://a/b' } }");
  const provider =
    'CredentialProvider: { ApiKeyCredentialProvider: { ProviderArn: !ImportValue P } }';

  it.each([
    ['a function with the role', ofFunction('{ CredentialProviderType: GATEWAY_IAM_ROLE }'), 0],
    ['a function with a key', ofFunction(`{ CredentialProviderType: API_KEY, ${provider} }`), 1],
    ['an API with a key', ofOpenApi(`{ CredentialProviderType: API_KEY, ${provider} }`), 0],
    ['an API without its key', ofOpenApi('{ CredentialProviderType: API_KEY }'), 1],
  ])('knows the credentials of %s', async (_what, text, count) => {
    expect(await foundIn(text, 'TARGET_PROVIDER_MISSING')).toHaveLength(count);
  });
});

describe('SOURCE_ARN_INVALID', () => {
  it.each([
    ["!Sub '$" + "{Api}/*/*'", 1],
    ["!Sub 'arn:aws:execute-api:$" + '{AWS::Region}:$' + '{AWS::AccountId}:$' + "{Api}/*/*'", 0],
    ['!Ref Balancer', 0],
  ])('knows that %s is an ARN or not', async (source, count) => {
    const text = `
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: notes } }
  Balancer: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {} }
  Permission: { Type: AWS::Lambda::Permission, Properties: { FunctionName: notes, Action: 'lambda:InvokeFunction', Principal: apigateway.amazonaws.com, SourceArn: ${source} } }
`;
    expect(await foundIn(text, 'SOURCE_ARN_INVALID')).toHaveLength(count);
  });
});

describe('a policy with several mistakes of one kind', () => {
  it('has one finding', async () => {
    const role = roleWith(
      "{ Effect: Allow, Action: ['bedrock:*', 's3:*'], Resource: !ImportValue A }",
      "{ Effect: Allow, Action: ['lambda:InvokeFunction', 's3:GetObject'], Resource: '*' }",
      "{ Effect: Allow, Action: 'bedrock:InvokeModel', Resource: '*' }",
    );
    expect(await foundIn(role, 'WILDCARD_ACTION')).toEqual(['Role, policy own, statement 1']);
    expect(await foundIn(role, 'WILDCARD_RESOURCE')).toEqual(['Role, policy own, statement 2']);
  });
});
