import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type {
  ClientCredentials,
  CredentialsSource,
} from '../src/credentials/credentials-source.ts';
import type { AuthContext, GatewayAuth } from '../src/gateway/request-types.ts';
import {
  type AccessTokenMiddleware,
  type AccessTokenOptions,
  accessToken,
} from '../src/middleware/access-token-middleware.ts';
import type { AuthEvent } from '../src/observability/observer.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { type ProgrammableServer, startProgrammableServer } from './programmable-server.ts';
import { grantToken, issuer, json } from './tokens.ts';

export type FakeSource = CredentialsSource & {
  reads: number;
  current: ClientCredentials;
  failure: Error | undefined;
};

export const createFakeSource = (): FakeSource => ({
  reads: 0,
  current: { clientId: 'client-1', clientSecret: 'secret-1' },
  failure: undefined,
  async read() {
    this.reads += 1;
    if (this.failure !== undefined) throw this.failure;
    return this.current;
  },
});

/** Options of the middleware that replace the fixture's. */
export type Overrides = Partial<AccessTokenOptions>;

export type Environment = {
  prefetch(): Promise<void>;
  /** Runs one invocation. The handler gets `context.auth`. */
  invoke<Result>(handler: (auth: GatewayAuth) => Promise<Result> | Result): Promise<Result>;
  /** The result of `getRemainingTimeInMillis`. */
  remainingMs: number;
};

export type FakeServices = {
  readonly clock: FakeClock;
  readonly issuer: ProgrammableServer;
  readonly gateway: ProgrammableServer;
  readonly gatewayUrl: string;
  readonly source: FakeSource;
  readonly events: AuthEvent[];
  readonly logged: string[];
  /** The number of events of one type so far. */
  count(type: AuthEvent['type']): number;
  /** Creates a new execution environment. */
  environment(overrides?: Overrides): Environment;
  options(overrides?: Overrides): AccessTokenOptions;
  close(): Promise<void>;
};

const bearerOf = (authorization = ''): string => authorization.replace(/^Bearer /, '');

/** Lambda's context. The middleware adds `auth`. */
const contextOf = (remainingMs: number): Context & AuthContext =>
  ({ getRemainingTimeInMillis: () => remainingMs }) as Context & AuthContext;

/** Too little for a retry of a failed token request, which has its own tests. */
const defaultRemainingMs = 6_000;

export const createEnvironment = (auth: AccessTokenMiddleware): Environment => {
  const environment: Environment = {
    remainingMs: defaultRemainingMs,
    prefetch: () => auth.prefetch(),
    invoke<Result>(handler: (auth: GatewayAuth) => Promise<Result> | Result): Promise<Result> {
      const lambda = middy<unknown, Result>()
        .use(auth)
        .handler(async (_event, context) => handler(context.auth));
      return lambda({}, contextOf(environment.remainingMs));
    },
  };
  return environment;
};

/** A programmable issuer, gateway, secret and clock. By default, all requests succeed. */
export const startFakeServices = async (): Promise<FakeServices> => {
  const clock = createFakeClock();
  const events: AuthEvent[] = [];
  const logged: string[] = [];
  const source = createFakeSource();
  const issuerServer = await startProgrammableServer(() => grantToken({ now: clock.now() }));
  const gateway = await startProgrammableServer(({ headers }) =>
    json(200, { bearer: bearerOf(headers.authorization) }),
  );
  const gatewayUrl = `${gateway.origin}/mcp`;
  const log = (message: string, fields: object) => logged.push(JSON.stringify({ message, fields }));

  const options = (overrides: Overrides = {}): AccessTokenOptions => ({
    credentials: source,
    tokenEndpoint: `${issuerServer.origin}/oauth2/token`,
    issuer,
    scopes: ['gateway/invoke'],
    gateway: { url: gatewayUrl, authorizer: 'CUSTOM_JWT' },
    clock,
    random: () => 0.5,
    onEvent: (event) => events.push(event),
    logger: { info: log, warn: log },
    ...overrides,
  });

  return {
    clock,
    issuer: issuerServer,
    gateway,
    gatewayUrl,
    source,
    events,
    logged,
    count: (type) => events.filter((event) => event.type === type).length,
    options,
    environment: (overrides) => createEnvironment(accessToken(options(overrides))),
    async close() {
      await Promise.all([issuerServer.close(), gateway.close()]);
    },
  };
};
