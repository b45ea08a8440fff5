import { createServer } from 'node:http';
import { systemClock } from '@hopwise/auth/clock';
import { seededAccount } from '../../src/account.ts';
import type { AuthorizeToken } from '../../src/api-gateway/authorize-request.ts';
import { createApiGateway } from '../../src/api-gateway/create-api-gateway.ts';
import type { DeployedMethod, DeployedRestApi } from '../../src/api-gateway/deployed-rest-api.ts';
import { createDecisionRecord, type DecisionRecord } from '../../src/decisions/decision-record.ts';
import { createTurnTraces } from '../../src/decisions/turn-traces.ts';
import { listenOnLoopback } from '../../src/http/loopback-server.ts';
import { functionArn, type LambdaFixture, lambdaFixture } from '../lambda/lambda-fixture.ts';

export type Gateway = {
  readonly origin: string;
  readonly lambda: LambdaFixture;
  readonly decisions: DecisionRecord;
};

const stops: (() => Promise<void>)[] = [];
/** Ends everything that `startGateway` started in the test. */
export const stopGateways = async (): Promise<void> => {
  for (const stop of stops.splice(0)) await stop();
};

export const cors: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': 'https://ui.example',
};

export const verdicts: AuthorizeToken = async (header, { scopes }) => {
  if (header === undefined) return { deny: 'the request has no token', code: 'TOKEN_MISSING' };
  if (header === 'Bearer user') {
    return {
      claims: {
        sub: 'f3b1',
        client_id: 'web',
        scope: 'api/chat',
        exp: 1_527_276_477,
        'cognito:groups': ['analysts', 'all'],
      },
    };
  }
  return header === 'Bearer machine'
    ? {
        deny: `the token contains none of the scopes ${scopes.join(', ')}`,
        code: 'TOKEN_LACKS_SCOPE',
      }
    : { deny: 'the token has expired', code: 'TOKEN_EXPIRED' };
};

type MethodChanges = Partial<DeployedMethod> & {
  readonly transferMode?: 'BUFFERED' | 'STREAM';
  readonly timeoutMs?: number;
};

export const method = ({
  transferMode,
  timeoutMs,
  ...changes
}: MethodChanges = {}): DeployedMethod => ({
  httpMethod: 'POST',
  path: '/chat',
  authorization: { type: 'NONE' },
  integration: {
    type: 'AWS_PROXY',
    functionArn: functionArn('api'),
    transferMode: transferMode ?? 'BUFFERED',
    timeoutMs: timeoutMs ?? 29_000,
  },
  ...changes,
});

export const cognito: DeployedMethod['authorization'] = {
  type: 'COGNITO_USER_POOLS',
  authorizerName: 'users',
  userPoolArns: ['arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_a'],
  scopes: ['api/chat'],
};

/** A REST API `a1b2c3` with a stage `dev` and one function. */
export const startGateway = async (
  handler: string,
  methods: readonly DeployedMethod[] = [method()],
): Promise<Gateway> => {
  const lambda = await lambdaFixture({
    api: { files: { 'src/handler.js': `exports.handler = ${handler};` } },
  });
  const decisions = createDecisionRecord(systemClock);
  const api: DeployedRestApi = {
    id: 'a1b2c3',
    name: 'web-api',
    stageName: 'dev',
    methods,
    gatewayResponses: new Map([
      ['DEFAULT_4XX', cors],
      ['DEFAULT_5XX', cors],
      ['ACCESS_DENIED', { ...cors, 'X-Denied': 'yes' }],
    ]),
  };
  const numbered = (name: string) => {
    let ids = 0;
    return () => {
      ids += 1;
      return `${name}-${ids}`;
    };
  };
  const handle = createApiGateway({
    restApis: [api],
    lambda: lambda.lambda.invoker,
    authorizeToken: verdicts,
    decisions,
    traces: createTurnTraces(systemClock),
    clock: { now: () => Date.UTC(2026, 10, 22, 12, 34, 56) },
    account: seededAccount,
    randomId: numbered('generated'),
    randomExtendedId: numbered('extended'),
  });
  const server = await listenOnLoopback(createServer(handle), 0);
  stops.push(server.close, lambda.stop);
  return { origin: server.origin, lambda, decisions };
};

export const post = (gateway: Gateway, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${gateway.origin}${path}`, { method: 'POST', ...init });

export const echo = 'async (event) => ({ statusCode: 200, body: JSON.stringify(event) })';
