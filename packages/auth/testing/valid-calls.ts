import { EventEmitter } from 'node:events';
import { GetSecretValueCommand } from '../src/aws/secrets-manager-client.ts';
import { createFakeClock } from './fake-clock.ts';
import { json } from './tokens.ts';

/** One call: of the exported function or class first, then of a method of its result or of another object. */
export type Call = {
  readonly parameters: readonly unknown[];
  readonly method?: string;
  /** Returns the object with the method. Default: the result of the first call. */
  readonly of?: () => unknown;
};

// Nothing listens on port 1, so a call that uses the machine's network fails at once.
const gateway = 'http://127.0.0.1:1/mcp';
const tokenEndpoint = 'http://127.0.0.1:1/oauth2/token';

const noop = () => undefined;
const clock = () => ({ ...createFakeClock(), wait: async () => undefined });
const keys = () => ({ accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'example', sessionToken: 'a' });
const client = () => ({ clientId: 'client-1', clientSecret: 'secret-1' });

const send = async ({ url }: { readonly url: URL }) => {
  const token = { access_token: 'token-1', token_type: 'Bearer', expires_in: 3_600 };
  return json(200, url.pathname === '/mcp' ? {} : token);
};

const requestToSign = () => ({
  method: 'POST',
  protocol: 'https:',
  hostname: 'gateway.example',
  path: '/mcp',
  query: { a: ['b'] },
  headers: { host: 'gateway.example' },
  body: '{}',
});

const endpointOptions = () => ({
  tokenEndpoint,
  issuer: null,
  scopes: ['gateway/invoke'],
  tokenUse: null,
  tokenTimeoutMs: 1_000,
  send,
  clock: clock(),
});

const gatewayLimits = { gatewayTimeoutMs: 1_000, marginMs: 0, maxResponseBytes: 1_000 };

/** The calls of a middleware: its creation, an invocation, and a request of the handler. */
const invocation = (options: object): Call[] => {
  const context: { auth?: unknown; getRemainingTimeInMillis(): number } = {
    getRemainingTimeInMillis: () => 2_000,
  };
  const request = { method: 'POST', url: gateway, headers: { a: 'b' }, body: '', timeoutMs: 500 };
  return [
    { parameters: [options] },
    { method: 'before', parameters: [{ context }] },
    { method: 'request', of: () => context.auth, parameters: [request] },
  ];
};

const input = { SecretId: 'a', VersionStage: 'b' };
const clientOptions = () => ({
  region: 'us-east-1',
  endpoint: 'http://127.0.0.1:1',
  credentials: keys(),
  maxAttempts: 2,
  requestHandler: { requestTimeout: 1_000 },
  send: async () => json(200, {}),
  clock: clock(),
  random: () => 0.5,
});
const jsonCommand = { operation: 'a', input: { b: {} }, members: { dates: [] } };
const service = { signingName: 'a', targetPrefix: 'b', endpointVariable: 'C' };
const command = (): Call[] => [{ parameters: [input] }];
const guarded = { url: gateway, headers: { authorization: 'Bearer token-1' } };

/** Valid calls of each function and class that an entry of the package exports, by name. */
export const validCalls: Readonly<Record<string, () => Call[]>> = {
  awsIamGateway: () =>
    invocation({
      ...gatewayLimits,
      gateway: { url: gateway, authorizer: 'AWS_IAM' },
      signer: { sign: async () => ({ headers: { authorization: 'a' } }) },
      send,
      clock: clock(),
    }),
  monotonicMs: () => [{ parameters: [{ now: Date.now, monotonic: () => 1 }] }],
  defaultProvider: () => [{ parameters: [] }],
  parseClientSecret: () => [{ parameters: [client(), 'id'] }],
  readCredentials: () => [{ parameters: [client(), 'id'] }],
  AuthError: () => [
    { parameters: ['TOKEN_EXPIRED', 'a', { cause: { name: 'b' }, status: 401, retryAfterMs: 1 }] },
  ],
  asAuthError: () => [{ parameters: [new Error('a'), 'TOKEN_EXPIRED', 'a'] }],
  failureCause: () => [{ parameters: [new Error('a')] }],
  isInstance: () => [{ parameters: [new Error('a'), Error] }],
  HttpSendError: () => [{ parameters: ['timeout', new Error('a')] }],
  accessToken: () =>
    invocation({
      ...endpointOptions(),
      ...gatewayLimits,
      credentials: { read: async () => client() },
      gateway: { url: gateway, authorizer: 'CUSTOM_JWT' },
      renewBetween: [0.5, 0.6],
      secretTimeoutMs: 1_000,
      tokenStore: { timeoutMs: 5, around: (fetchToken: unknown) => fetchToken },
      logger: { info: noop, warn: noop },
      onEvent: noop,
      random: () => 0.5,
    }),
  createObserver: () => [
    { parameters: [{ onEvent: noop, logger: { info: noop, warn: noop }, scopes: ['a'] }] },
    {
      method: 'emit',
      parameters: [{ type: 'renewed', reason: 'missing', source: 'issuer', expiresAt: 1 }],
    },
    { method: 'log', parameters: ['info', 'a', { a: 'b' }] },
  ],
  checkAuthorizedRequest: () => [{ parameters: [{ method: 'GET', url: gateway }, gateway] }],
  checkRequestToSign: () => [{ parameters: [{ method: 'GET', url: gateway }, gateway] }],
  checkCredentials: () => [{ parameters: [guarded, { url: gateway, authorizer: 'CUSTOM_JWT' }] }],
  retryAfterMs: () => [{ parameters: ['1', 0] }],
  secretsManager: () => [
    {
      parameters: [
        {
          secretId: 'a',
          client: { send: async () => ({ SecretString: JSON.stringify(client()) }) },
        },
      ],
    },
    { method: 'read', parameters: [] },
  ],
  SecretsManagerClient: () => [
    { parameters: [clientOptions()] },
    { method: 'send', parameters: [new GetSecretValueCommand(input)] },
    { method: 'destroy', parameters: [] },
  ],
  AwsJsonClient: () => [
    { parameters: [service, clientOptions()] },
    { method: 'send', parameters: [jsonCommand] },
  ],
  createKeptConnections: () => [
    { parameters: ['http:', { now: Date.now }] },
    { method: 'track', parameters: [new EventEmitter()] },
    { method: 'dropOld', parameters: [] },
    { method: 'dropAll', parameters: [] },
  ],
  JsonCommand: command,
  DescribeSecretCommand: command,
  GetSecretValueCommand: command,
  PutSecretValueCommand: command,
  UpdateSecretVersionStageCommand: command,
  sharedTokens: () => [
    { parameters: [{ store: { get: noop, put: noop }, timeoutMs: 5 }] },
    { method: 'around', parameters: [async () => undefined, {}] },
  ],
  sigV4Signer: () => [
    {
      parameters: [
        { service: 'execute-api', region: 'us-east-1', credentials: keys, clock: clock() },
      ],
    },
    { method: 'sign', parameters: [requestToSign()] },
  ],
  createTokenEndpoint: () => [
    { parameters: [endpointOptions()] },
    { method: 'requestToken', parameters: [client()] },
  ],
};
