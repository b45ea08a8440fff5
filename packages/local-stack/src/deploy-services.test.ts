import { describe, expect, it } from '@jest/globals';
import { seededAccount } from './account.ts';
import { createAddressTable } from './addresses.ts';
import { agentCoreGateway } from './agentcore-gateway/agentcore-gateway.ts';
import { apiGateway } from './api-gateway/api-gateway.ts';
import { bedrockAgent } from './bedrock-agent/bedrock-agent.ts';
import { cognito } from './cognito/cognito.ts';
import { deployStack, modelOf } from './deployment/deploy-stack.ts';
import { lambda } from './lambda/lambda.ts';
import { secretsManager } from './secrets-manager/secrets-manager.ts';
import { services } from './services.ts';
import type { Template } from './template/template.ts';
import { TemplateError } from './template/template-error.ts';

const origins = {
  issuer: 'http://127.0.0.1:1',
  userPoolDomain: 'http://127.0.0.1:2',
  gateway: 'http://127.0.0.1:3',
  restApi: 'http://127.0.0.1:4',
};

const assemble = (Resources: Template['Resources'], stackName = 'hopwise-local') => {
  const stack = deployStack(
    { Resources },
    {
      services,
      account: seededAccount,
      addresses: createAddressTable(seededAccount, origins),
      artifactDirectory: 'artifacts',
      stackName,
    },
  );
  return {
    functions: modelOf(stack, lambda),
    restApis: modelOf(stack, apiGateway),
    userPools: modelOf(stack, cognito),
    secrets: modelOf(stack, secretsManager),
    agents: modelOf(stack, bedrockAgent),
    gateways: modelOf(stack, agentCoreGateway),
  };
};

type Properties = Readonly<Record<string, unknown>>;

const lambdaFunction = (properties: Properties = {}) => ({
  Fn: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { S3Key: 'fn.zip' },
      Handler: 'handler.handler',
      Runtime: 'nodejs24.x',
      Role: 'arn:aws:iam::111122223333:role/fn',
      ...properties,
    },
  },
});

const permission = (properties: Properties) => ({
  ...lambdaFunction(),
  Permission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: { Ref: 'Fn' },
      Action: 'lambda:InvokeFunction',
      Principal: 'bedrock.amazonaws.com',
      ...properties,
    },
  },
});

const restApi = (api: Properties = {}, method: Properties = {}) => ({
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'api', ...api } },
  Deployment: {
    Type: 'AWS::ApiGateway::Deployment',
    Properties: { RestApiId: { Ref: 'Api' }, StageName: 'local' },
  },
  Method: {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      RestApiId: { Ref: 'Api' },
      ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
      HttpMethod: 'GET',
      AuthorizationType: 'NONE',
      Integration: { Type: 'MOCK' },
      ...method,
    },
  },
});

const agent = (modelId: string) => ({
  Agent: {
    Type: 'AWS::Bedrock::Agent',
    Properties: {
      AgentName: 'agent',
      AgentResourceRoleArn: 'arn:aws:iam::111122223333:role/agent',
      FoundationModel: modelId,
      Instruction: 'Answer.',
    },
  },
});

const jwt = {
  DiscoveryUrl: 'https://issuer.example/.well-known/openid-configuration',
  AllowedClients: ['client'],
};

const gateway = (properties: Properties = {}, authorizer: Properties = {}) => ({
  Gateway: {
    Type: 'AWS::BedrockAgentCore::Gateway',
    Properties: {
      Name: 'gateway',
      RoleArn: 'arn:aws:iam::111122223333:role/gateway',
      AuthorizerType: 'CUSTOM_JWT',
      AuthorizerConfiguration: { CustomJWTAuthorizer: { ...jwt, ...authorizer } },
      ...properties,
    },
  },
});

const gatewayTarget = (properties: Properties) => ({
  ...gateway(),
  Target: {
    Type: 'AWS::BedrockAgentCore::GatewayTarget',
    Properties: {
      GatewayIdentifier: { Ref: 'Gateway' },
      Name: 'tools',
      TargetConfiguration: {
        Mcp: { Lambda: { LambdaArn: 'arn:fn', ToolSchema: { InlinePayload: [] } } },
      },
      ...properties,
    },
  },
});

const client = (...scopes: readonly string[]) => ({
  Pool: { Type: 'AWS::Cognito::UserPool' },
  Server: {
    Type: 'AWS::Cognito::UserPoolResourceServer',
    Properties: {
      UserPoolId: { Ref: 'Pool' },
      Identifier: 'hopwise',
      Scopes: [{ ScopeName: 'invoke' }],
    },
  },
  Client: {
    Type: 'AWS::Cognito::UserPoolClient',
    Properties: { UserPoolId: { Ref: 'Pool' }, AllowedOAuthScopes: scopes },
  },
});

describe('the services of a deployed stack', () => {
  it('names unnamed resources after the stack', () => {
    const { functions, secrets, userPools } = assemble(
      {
        ...lambdaFunction(),
        ...client(),
        Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { SecretString: 's' } },
      },
      'hopwise-dev',
    );
    expect(functions[0]?.name).toBe('hopwise-dev-Fn');
    expect(userPools[0]?.name).toBe('hopwise-dev-Pool');
    expect(secrets[0]?.name).toBe('hopwise-dev-Secret');
    expect(secrets[0]?.arn).toMatch(/:secret:hopwise-dev-Secret-[0-9a-zA-Z]{6}$/);
  });

  const foundationModel = 'arn:aws:bedrock:us-east-1::foundation-model/';
  const profile = 'arn:aws:bedrock:us-east-1:111122223333:inference-profile/';

  it.each([
    'amazon.nova-pro-v1:0',
    'anthropic.claude-sonnet-4-5-20250929-v1:0',
    'ai21.jamba-1-5-large-v1:0',
    'deepseek.v3.2',
    'zai.glm-4.7',
  ])('requires the foundation model %s only', (modelId) => {
    expect(assemble(agent(modelId)).agents[0]?.modelArns).toEqual([`${foundationModel}${modelId}`]);
    const arn = `${foundationModel}${modelId}`;
    expect(assemble(agent(arn)).agents[0]?.modelArns).toEqual([arn]);
  });

  it.each(['us', 'us-gov', 'eu', 'apac', 'jp', 'au', 'ca', 'global'])(
    'requires an inference profile of %s and the model behind it',
    (geography) => {
      for (const modelId of ['amazon.nova-pro-v1:0', 'ai21.jamba-1-5-large-v1:0']) {
        const arns = [`${profile}${geography}.${modelId}`, `${foundationModel}${modelId}`];
        expect(assemble(agent(`${geography}.${modelId}`)).agents[0]?.modelArns).toEqual(arns);
        expect(assemble(agent(String(arns[0]))).agents[0]?.modelArns).toEqual(arns);
      }
    },
  );

  it('accepts the values that the framework writes for no key and no policy', () => {
    const { restApis } = assemble(restApi({ Policy: '' }, { ApiKeyRequired: false }));
    expect(restApis[0]?.methods).toHaveLength(1);
  });

  it('accepts the standard scopes and those that a resource server defines', () => {
    const scopes = ['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin'];
    const { userPools } = assemble(client(...scopes, 'hopwise/invoke'));
    expect(userPools[0]?.clients[0]?.allowedScopes).toEqual([...scopes, 'hopwise/invoke']);
  });

  it.each([
    [undefined, true],
    [true, true],
    [false, false],
  ])('allows token revocation with EnableTokenRevocation %s: %s', (given, expected) => {
    const { Client, ...pool } = client();
    const Properties = {
      ...Client.Properties,
      ...(given !== undefined && { EnableTokenRevocation: given }),
    };
    const { userPools } = assemble({ ...pool, Client: { ...Client, Properties } });
    expect(userPools[0]?.clients[0]?.isTokenRevocationEnabled).toBe(expected);
  });

  it.each<[string, Template['Resources'], RegExp]>([
    ['a runtime', lambdaFunction({ Runtime: 'python3.13' }), /python3\.13 of Fn.*nodejs24\.x/],
    ['PrincipalOrgID', permission({ PrincipalOrgID: 'o-1' }), /PrincipalOrgID of Permission/],
    ['EventSourceToken', permission({ EventSourceToken: 't' }), /EventSourceToken of Permission/],
    [
      'FunctionUrlAuthType',
      permission({ FunctionUrlAuthType: 'NONE' }),
      /FunctionUrlAuthType of Permission/,
    ],
    ['an API key', restApi({}, { ApiKeyRequired: true }), /ApiKeyRequired of Method/],
    ["an API's policy", restApi({ Policy: { Statement: [] } }), /Policy of Api/],
    [
      'a policy engine',
      gateway({ PolicyEngineConfiguration: {} }),
      /PolicyEngineConfiguration of Gateway/,
    ],
    [
      'interceptors',
      gateway({ InterceptorConfigurations: [{}] }),
      /InterceptorConfigurations of Gateway/,
    ],
    [
      'an unsupported MCP version',
      gateway({ ProtocolConfiguration: { Mcp: { SupportedVersions: ['2024-11-05'] } } }),
      /Gateway requires MCP 2024-11-05; the local stack supports 2026-07-28/,
    ],
    [
      'semantic search',
      gateway({ ProtocolConfiguration: { Mcp: { SearchType: 'SEMANTIC' } } }),
      /ProtocolConfiguration\.Mcp\.SearchType of Gateway/,
    ],
    [
      'a credential provider',
      gatewayTarget({ CredentialProviderConfigurations: [{ CredentialProviderType: 'OAUTH' }] }),
      /OAUTH of Target.*GATEWAY_IAM_ROLE/,
    ],
    ['a scope that no resource server defines', client('hopwise/admin'), /Client.*hopwise\/admin/],
    ['a scope without its server', client('invoke'), /Client.*invoke/],
  ])('refuses %s by name', (_name, resources, message) => {
    const deploying = () => assemble(resources);
    expect(deploying).toThrow(TemplateError);
    expect(deploying).toThrow(message);
  });
});

describe('a gateway', () => {
  const gatewayOf = (...settings: Parameters<typeof gateway>) =>
    assemble(gateway(...settings)).gateways[0];

  it('can have sessions, streamed responses, every revision and DEBUG', () => {
    const Mcp = {
      SupportedVersions: ['2026-07-28', '2025-03-26'],
      SessionConfiguration: {},
      StreamingConfiguration: { EnableResponseStreaming: true },
    };
    const properties = {
      ProtocolConfiguration: { Mcp: { ...Mcp, Instructions: 'Read findings.' } },
      ExceptionLevel: 'DEBUG',
    };
    expect(gatewayOf(properties)).toMatchObject({
      supportedVersions: ['2026-07-28', '2025-03-26'],
      sessionTimeoutMs: 3_600_000,
      streamsResponses: true,
      exceptionLevel: 'DEBUG',
      instructions: 'Read findings.',
    });
    expect(gatewayOf()).toMatchObject({ streamsResponses: false });
    expect(gatewayOf()).not.toHaveProperty('sessionTimeoutMs');
  });
});

describe('the issuer of a user pool', () => {
  const path = 'us-east-1_[A-Za-z0-9]+$';

  it.each([
    ['ORIGINAL', {}, `^http://127.0.0.1:1/${path}`],
    [
      'UPDATED',
      { IssuerConfiguration: { Type: 'UPDATED' } },
      `^http://127.0.0.1:1/updated/${path}`,
    ],
  ])('is the %s issuer for %j', (_, Properties, expected) => {
    const [pool] = assemble({ Pool: { Type: 'AWS::Cognito::UserPool', Properties } }).userPools;
    expect(pool?.issuer).toMatch(new RegExp(expected));
    expect(pool?.issuers).toContain(pool?.issuer);
  });
});
