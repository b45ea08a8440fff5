import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BedrockAgentRuntimeClient,
  InvokeAgentCommand,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { createTokenEndpoint } from '@hopwise/auth/token-endpoint';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { strToU8, zipSync } from 'fflate';
import {
  inPrivateSubnet,
  isolatedNetwork,
  networkInterfaceActions,
} from '../testing/ec2/networks.ts';
import { operatorOf } from '../testing/running-stack.ts';
import { seededAccount } from './account.ts';
import { type LocalStack, type LocalStackOptions, startLocalStack } from './start-local-stack.ts';
import type { Template } from './template/template.ts';

// Failures that people reported, each with a small template that has the same mistake.

type Resources = Template['Resources'];
type Properties = Readonly<Record<string, unknown>>;

/** An action group that fetches a token, and reports how that ends. */
const handler = `
export const handler = async (event) => {
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  const token = await fetch(process.env.TOKEN_URL, { method: 'POST', body }).then(
    ({ status }) => 'status ' + status,
    ({ cause }) => cause?.code ?? 'failed',
  );
  const { actionGroup, function: name, messageVersion } = event;
  const responseBody = { TEXT: { body: 'The token request: ' + token } };
  return { messageVersion, response: { actionGroup, function: name, functionResponse: { responseBody } } };
};
`;

const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

const role = (Service: string, statements: readonly Properties[] = []): Resources[string] => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
    },
    ...(statements.length > 0 && {
      Policies: [
        { PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: statements } },
      ],
    }),
  },
});

const allow = (Action: string | readonly string[], Resource: unknown = '*') => ({
  Effect: 'Allow',
  Action,
  Resource,
});

const lambdaFunction = (Role: string, properties: Properties = {}): Resources[string] => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: arnOf(Role),
    Code: { S3Key: 'fn.zip' },
    Timeout: 60,
    ...properties,
  },
});

/** An agent with one tool. */
const agent = (
  FoundationModel: string,
  AgentResourceRoleArn: unknown,
  modelStatements: readonly Properties[],
): Resources => ({
  AgentRole: role('bedrock.amazonaws.com', modelStatements),
  Agent: {
    Type: 'AWS::Bedrock::Agent',
    Properties: {
      AgentName: 'orders',
      AutoPrepare: true,
      AgentResourceRoleArn,
      FoundationModel,
      Instruction: 'Answer questions about orders.',
      ActionGroups: [
        {
          ActionGroupName: 'orders',
          ActionGroupExecutor: { Lambda: arnOf('Proxy') },
          FunctionSchema: { Functions: [{ Name: 'list_orders', Description: 'List orders.' }] },
        },
      ],
    },
  },
  Alias: {
    Type: 'AWS::Bedrock::AgentAlias',
    Properties: { AgentAliasName: 'live', AgentId: { 'Fn::GetAtt': ['Agent', 'AgentId'] } },
  },
});

const proxy = (properties: Properties = {}): Resources => ({
  ProxyRole: role('lambda.amazonaws.com', [allow(networkInterfaceActions)]),
  Proxy: lambdaFunction('ProxyRole', {
    Environment: {
      Variables: {
        TOKEN_URL: {
          'Fn::Sub': 'https://orders.auth.${AWS::Region}.amazoncognito.com/oauth2/token',
        },
      },
    },
    ...properties,
  }),
  Permission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: arnOf('Proxy'),
      Action: 'lambda:InvokeFunction',
      Principal: 'bedrock.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': ['Agent', 'AgentArn'] },
    },
  },
  Pool: { Type: 'AWS::Cognito::UserPool', Properties: { UserPoolName: 'people' } },
  Domain: {
    Type: 'AWS::Cognito::UserPoolDomain',
    Properties: { Domain: 'orders', UserPoolId: { Ref: 'Pool' } },
  },
});

const gateway = (
  roleStatements: readonly Properties[],
  properties: Properties = {},
): Resources => ({
  ToolRole: role('lambda.amazonaws.com'),
  Tool: lambdaFunction('ToolRole'),
  GatewayRole: role('bedrock-agentcore.amazonaws.com', roleStatements),
  Gateway: {
    Type: 'AWS::BedrockAgentCore::Gateway',
    Properties: {
      Name: 'orders',
      ProtocolType: 'MCP',
      AuthorizerType: 'AWS_IAM',
      RoleArn: arnOf('GatewayRole'),
      ...properties,
    },
  },
  Target: {
    Type: 'AWS::BedrockAgentCore::GatewayTarget',
    Properties: {
      GatewayIdentifier: { Ref: 'Gateway' },
      Name: 'orders',
      CredentialProviderConfigurations: [{ CredentialProviderType: 'GATEWAY_IAM_ROLE' }],
      TargetConfiguration: {
        Mcp: {
          Lambda: {
            LambdaArn: arnOf('Tool'),
            ToolSchema: {
              InlinePayload: [
                { Name: 'list', Description: 'Lists.', InputSchema: { Type: 'object' } },
              ],
            },
          },
        },
      },
    },
  },
});

const novaModel = 'amazon.nova-pro-v1:0';
const turnTimeoutMs = 120_000;

let artifactDirectory: string;
let stack: LocalStack | undefined;

beforeAll(async () => {
  artifactDirectory = await mkdtemp(join(tmpdir(), 'hopwise-test-'));
  await writeFile(join(artifactDirectory, 'fn.zip'), zipSync({ 'index.mjs': strToU8(handler) }));
});
afterEach(async () => {
  await stack?.stop();
  stack = undefined;
});
afterAll(() => rm(artifactDirectory, { recursive: true }));

const start = async (Resources: Resources, options: Partial<LocalStackOptions> = {}) => {
  stack = await startLocalStack({
    template: { Resources },
    artifactDirectory,
    stage: 'local',
    ...options,
  });
  return stack;
};

/** Asks the agent as the operator. Returns the answer, or the error of the stream. */
const ask = async (running: LocalStack): Promise<string> => {
  const client = new BedrockAgentRuntimeClient({
    endpoint: running.endpoints.aws,
    region: running.env.AWS_REGION ?? '',
    credentials: operatorOf(running),
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler(),
  });
  try {
    const { completion } = await client.send(
      new InvokeAgentCommand({
        agentId: running.env.AGENT_ID,
        agentAliasId: running.env.AGENT_ALIAS_ID,
        sessionId: 'session-1',
        inputText: 'List orders.',
      }),
    );
    let answer = '';
    for await (const { chunk } of completion ?? []) {
      answer += Buffer.from(chunk?.bytes ?? []).toString('utf8');
    }
    return answer;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  } finally {
    client.destroy();
  }
};

const denials = (running: LocalStack) =>
  running.decisions
    .all()
    .filter(({ effect }) => effect === 'deny')
    .map(({ hop, code, resource, by }) => ({ hop, code, resource, by }));

describe('an agent whose role allows the model of an inference profile in its own Region only', () => {
  it(
    'is denied at hop 4, for the model in the other Region',
    async () => {
      const modelOfRegion = (region: string) =>
        `arn:aws:bedrock:${region}::foundation-model/${novaModel}`;
      const profile = {
        'Fn::Sub': `arn:aws:bedrock:*:\${AWS::AccountId}:inference-profile/jp.${novaModel}`,
      };
      const running = await start(
        {
          ...agent(`jp.${novaModel}`, arnOf('AgentRole'), [
            allow(
              ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
              [profile, modelOfRegion('ap-northeast-1')],
            ),
          ]),
          ...proxy(),
        },
        { account: { ...seededAccount, region: 'ap-northeast-1' } },
      );
      expect(await ask(running)).toMatch(/^AccessDeniedException/);
      expect(denials(running)).toMatchObject([
        { hop: 4, code: 'INVOKE_MODEL_DENIED', resource: modelOfRegion('ap-northeast-3') },
      ]);
    },
    turnTimeoutMs,
  );
});

describe('an action group in a VPC without a way out', () => {
  it(
    'times out at the domain of the user pool, and the decision of hop 6 names the subnet',
    async () => {
      const running = await start({
        ...isolatedNetwork(),
        ...agent(novaModel, arnOf('AgentRole'), [allow('bedrock:InvokeModel*')]),
        ...proxy({ VpcConfig: inPrivateSubnet }),
      });
      expect(await ask(running)).toMatch(/token request: ETIMEDOUT/);
      expect(denials(running)).toMatchObject([
        {
          hop: 6,
          code: 'VPC_NO_WAY_OUT',
          resource: 'orders.auth.us-east-1.amazoncognito.com',
          by: expect.stringMatching(/subnet Private has no separate route table/),
        },
      ]);
    },
    turnTimeoutMs,
  );
});

describe('a stack is refused', () => {
  const invokeTool = allow('lambda:InvokeFunction', arnOf('Tool'));

  it.each<[string, Resources, RegExp]>([
    [
      'with a policy engine of a gateway',
      gateway([invokeTool], { PolicyEngineConfiguration: { Arn: 'arn:engine', Mode: 'ENFORCE' } }),
      /PolicyEngineConfiguration of Gateway: it would need policy engines/,
    ],
    [
      'with a target that the role of the gateway is not allowed to invoke',
      gateway([]),
      /refuses to create the target orders: .*lambda:InvokeFunction/,
    ],
    [
      'with an agent whose role does not exist',
      {
        ...agent(novaModel, 'arn:aws:iam::111122223333:role/gone', []),
        ...proxy(),
      },
      /agent orders has the role arn:aws:iam::111122223333:role\/gone, which does not exist/,
    ],
  ])('%s', async (_name, resources, message) => {
    await expect(start(resources)).rejects.toThrow(message);
  });

  it('not with a target whose grant is a separate policy', async () => {
    const Grant = {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'invoke-tool',
        PolicyDocument: { Version: '2012-10-17', Statement: [invokeTool] },
        Roles: [{ Ref: 'GatewayRole' }],
      },
    };
    await expect(start({ ...gateway([]), Grant })).resolves.toHaveProperty('stop');
  });
});

describe('a client secret with a plus', () => {
  it('is accepted from the library, and refused in Basic credentials that have two readings', async () => {
    const running = await start({
      ...agent(novaModel, arnOf('AgentRole'), [allow('bedrock:InvokeModel*')]),
      ...proxy(),
      Server: {
        Type: 'AWS::Cognito::UserPoolResourceServer',
        Properties: {
          UserPoolId: { Ref: 'Pool' },
          Identifier: 'orders',
          Name: 'orders',
          Scopes: [{ ScopeName: 'read', ScopeDescription: 'Read.' }],
        },
      },
      Client: {
        Type: 'AWS::Cognito::UserPoolClient',
        DependsOn: 'Server',
        Properties: {
          UserPoolId: { Ref: 'Pool' },
          GenerateSecret: true,
          AllowedOAuthFlowsUserPoolClient: true,
          AllowedOAuthFlows: ['client_credentials'],
          AllowedOAuthScopes: ['orders/read'],
        },
      },
    });
    const clientId = running.env.CLIENT_ID ?? '';
    const clientSecret = 'a+b'.repeat(8);
    running.cognito.addClientSecret(clientId, clientSecret);
    const { tokenEndpoint } = running.endpoints;
    const library = createTokenEndpoint({ tokenEndpoint, issuer: null, scopes: null });
    expect(await library.requestToken({ clientId, clientSecret })).toHaveProperty('accessToken');

    const inBasic = await fetch(tokenEndpoint, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    expect([inBasic.status, await inBasic.json()]).toEqual([400, { error: 'invalid_client' }]);
    expect(denials(running)).toMatchObject([
      { hop: 6, code: 'TOKEN_REQUEST_REJECTED', by: expect.stringContaining('client_secret_post') },
    ]);
  });
});
