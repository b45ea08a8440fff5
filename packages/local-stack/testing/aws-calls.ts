import { AccessAnalyzerClient, ListAnalyzersCommand } from '@aws-sdk/client-accessanalyzer';
import {
  BedrockAgentRuntimeClient,
  InvokeAgentCommand,
} from '@aws-sdk/client-bedrock-agent-runtime';
import {
  CognitoIdentityProviderClient,
  ListUserPoolClientSecretsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { GuardDutyClient, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import { Inspector2Client, ListFindingsCommand } from '@aws-sdk/client-inspector2';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { NodeHttpHandler } from '@smithy/node-http-handler';

export type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
};

type Handle = NodeHttpHandler['handle'];
type SignedRequest = Parameters<Handle>[0];

/** Changes a signed request before it is sent. */
export type ChangeRequest = (request: SignedRequest) => void;

export type Sending = {
  readonly credentials: Credentials;
  readonly change?: ChangeRequest;
  readonly region?: string;
  /** How far the signer's clock is ahead, in milliseconds. */
  readonly systemClockOffset?: number;
};

type ClientConfig = ReturnType<typeof clientConfig>;
type Variables = Readonly<Record<string, string>>;

export type AwsCall = {
  readonly hop: 3 | 6 | 7 | null;
  /** The variables with the names of the functions whose roles allow the call. */
  readonly allowedTo: readonly string[];
  /** Status of a denial. The JSON-RPC protocol has 400 for every client error. */
  readonly deniedStatus: 400 | 403;
  send(config: ClientConfig, env: Variables): Promise<unknown>;
};

/** Sends one command with a new client, because each client keeps its connections. */
const sendOnce = async <Client extends { destroy(): void }>(
  client: Client,
  send: (client: Client) => Promise<unknown>,
): Promise<unknown> => {
  try {
    return await send(client);
  } finally {
    client.destroy();
  }
};

/** A question that no tool answers, so that the turn ends with the agent. */
export const questionWithoutTool = 'What is the weather in Berlin?';

const invokeAgent: AwsCall['send'] = (config, env) =>
  sendOnce(new BedrockAgentRuntimeClient(config), async (client) => {
    const { completion } = await client.send(
      new InvokeAgentCommand({
        agentId: env.AGENT_ID,
        agentAliasId: env.AGENT_ALIAS_ID,
        sessionId: 'session-1',
        inputText: env.QUESTION ?? questionWithoutTool,
      }),
    );
    for await (const event of completion ?? []) if (event.chunk) return event.chunk;
    throw new Error('The completion has no final response.');
  });

/** One call of each AWS API of the stack, with the AWS SDK. */
export const awsCalls = {
  'Bedrock InvokeAgent': {
    hop: 3,
    allowedTo: ['WEB_API_FUNCTION'],
    deniedStatus: 403,
    send: invokeAgent,
  },
  'Lambda Invoke': {
    hop: null,
    allowedTo: [],
    deniedStatus: 403,
    send: (config, env) =>
      sendOnce(new LambdaClient(config), (client) =>
        client.send(
          new InvokeCommand({
            FunctionName: env.SECURITY_TOOLS_FUNCTION,
            InvocationType: 'DryRun',
          }),
        ),
      ),
  },
  'Secrets Manager GetSecretValue': {
    hop: 6,
    allowedTo: ['BEDROCK_GATEWAY_PROXY_FUNCTION', 'ROTATE_GATEWAY_CLIENT_SECRET_FUNCTION'],
    deniedStatus: 400,
    send: (config, env) =>
      sendOnce(new SecretsManagerClient(config), (client) =>
        client.send(new GetSecretValueCommand({ SecretId: env.SECRET_ID })),
      ),
  },
  'Cognito ListUserPoolClientSecrets': {
    hop: null,
    allowedTo: ['ROTATE_GATEWAY_CLIENT_SECRET_FUNCTION'],
    deniedStatus: 400,
    send: (config, env) =>
      sendOnce(new CognitoIdentityProviderClient(config), (client) =>
        client.send(
          new ListUserPoolClientSecretsCommand({
            UserPoolId: env.USER_POOL_ID,
            ClientId: env.CLIENT_ID,
          }),
        ),
      ),
  },
  'Security Hub GetFindings': {
    hop: 7,
    allowedTo: ['SECURITY_TOOLS_FUNCTION'],
    deniedStatus: 403,
    send: (config) =>
      sendOnce(new SecurityHubClient(config), (client) =>
        client.send(new GetFindingsCommand({ MaxResults: 1 })),
      ),
  },
  'GuardDuty ListDetectors': {
    hop: 7,
    allowedTo: ['SECURITY_TOOLS_FUNCTION'],
    deniedStatus: 403,
    send: (config) =>
      sendOnce(new GuardDutyClient(config), (client) => client.send(new ListDetectorsCommand({}))),
  },
  'Inspector ListFindings': {
    hop: 7,
    allowedTo: ['SECURITY_TOOLS_FUNCTION'],
    deniedStatus: 403,
    send: (config) =>
      sendOnce(new Inspector2Client(config), (client) =>
        client.send(new ListFindingsCommand({ maxResults: 1 })),
      ),
  },
  'Access Analyzer ListAnalyzers': {
    hop: 7,
    allowedTo: ['SECURITY_TOOLS_FUNCTION'],
    deniedStatus: 403,
    send: (config) =>
      sendOnce(new AccessAnalyzerClient(config), (client) =>
        client.send(new ListAnalyzersCommand({})),
      ),
  },
} as const satisfies Record<string, AwsCall>;

export type AwsCallName = keyof typeof awsCalls;

export const awsCallNames = Object.keys(awsCalls) as AwsCallName[];

/** Sends the call. Throws the AWS SDK's errors. */
export const callAws = (env: Variables, name: AwsCallName, sending: Sending): Promise<unknown> =>
  awsCalls[name].send(clientConfig(env, sending), env);

const clientConfig = (env: Variables, { change, ...sending }: Sending) => ({
  endpoint: env.AWS_ENDPOINT_URL ?? '',
  region: env.AWS_REGION ?? '',
  maxAttempts: 1,
  requestHandler: handlerWith(change ?? (() => undefined)),
  ...sending,
});

const handlerWith = (change: ChangeRequest) => {
  const handler = new NodeHttpHandler();
  return {
    handle: (request: SignedRequest, options?: Parameters<Handle>[1]) => {
      change(request);
      return handler.handle(request, options);
    },
    destroy: () => handler.destroy(),
  };
};
