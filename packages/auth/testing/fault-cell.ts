import { AuthError } from '../src/errors/auth-error.ts';
import type { HttpSend } from '../src/http/http-send.ts';
import { createNodeHttpSend } from '../src/http/node-http-send.ts';
import {
  type AccessTokenMiddleware,
  accessToken,
} from '../src/middleware/access-token-middleware.ts';
import type { AccessTokenOptions } from '../src/middleware/access-token-options.ts';
import {
  createEnvironment,
  type Environment,
  type FakeServices,
  startFakeServices,
} from './fake-services.ts';
import { basicOf, captureOutput, encodings, presents, print } from './find-leaks.ts';
import type { Behaviour } from './programmable-server.ts';
import { grantToken, json } from './tokens.ts';
import { until } from './wait-until.ts';

const minute = 60_000;

export const states = ['cold', 'warm', 'in the renewal window', 'expired'] as const;
export type State = (typeof states)[number];

export type Coordinates = { readonly state: State; readonly callers: number };

/** Every state of the cache, for one caller and for a hundred. */
export const grid: readonly Coordinates[] = states.flatMap((state) =>
  [1, 100].map((callers) => ({ state, callers })),
);

/** Whether the cache has a usable token in this state. */
export const hasToken = (state: State): boolean =>
  state === 'warm' || state === 'in the renewal window';

export const canarySecret = 'canary/secret+0d6b1c:%€';
const canaryBody = 'canary-request-body-77f1';

export type Outcome =
  | { readonly status: number; readonly replayed: boolean }
  | { readonly code: string };

/** One cell of the grid: fake services with canaries, and an execution environment in a given state. */
export type Cell = FakeServices & {
  readonly middleware: AccessTokenMiddleware;
  readonly environment: Environment;
  readonly state: State;
  readonly callers: number;
  /** The issuer's normal response. It refuses invalid secrets. */
  readonly grant: () => Promise<Behaviour>;
  /** Sends requests and counts them. */
  readonly send: HttpSend;
  /** Replaces the issuer's URL in token requests. */
  tokenEndpointOverride: string | undefined;
  /** Divides the timeout of token requests. */
  timeoutDivisor: number;
  readonly tokens: string[];
  readonly validSecrets: Set<string>;
  /** Runs one invocation per caller at the same time. Each sends a request to the gateway. */
  burst(callers?: number): Promise<Outcome[]>;
  /** Runs one invocation that sends a request to the gateway. */
  invokeOnce(): Promise<Outcome>;
  /** Waits until this many token requests have succeeded or failed. */
  tokenRequestsEnded(count: number): Promise<void>;
  /** The number of token requests since the state was reached. */
  tokenRequests(): number;
  /** The number of secret reads since the state was reached. */
  secretReads(): number;
  /** The number of tokens that had expired when they were sent. */
  expiredBearers(): number;
  /** The canaries found in output, errors, logs, events or printed objects. */
  leaks(): string[];
};

const expiryOf = (bearer: string): number => {
  const payload = Buffer.from(bearer.split('.')[1] ?? '', 'base64url').toString();
  return payload === '' ? Number.POSITIVE_INFINITY : JSON.parse(payload).exp * 1_000;
};

const ages: Readonly<Record<State, number>> = {
  cold: 0,
  warm: 0,
  'in the renewal window': 50 * minute,
  expired: 61 * minute,
};

/** Puts environments into a state: `warmUp` gets their first tokens, and the clock advances. */
export const reach = async (
  state: State,
  clock: FakeServices['clock'],
  warmUp: () => Promise<unknown>,
): Promise<void> => {
  if (state !== 'cold') await warmUp();
  clock.advance(ages[state]);
};

/** The issuer. It records its tokens and refuses invalid secrets. */
const createIssuer = (services: FakeServices) => {
  const tokens: string[] = [];
  const validSecrets = new Set([canarySecret]);
  const grant = async (): Promise<Behaviour> => {
    const { headers, body } = services.issuer.received.at(-1) ?? {};
    const sent = { authorization: headers?.authorization, body };
    if (![...validSecrets].some((secret) => presents(sent, 'client-1', secret))) {
      return json(401, { error: 'invalid_client' });
    }
    const granted = await grantToken({ now: services.clock.now() });
    tokens.push(JSON.parse(granted.body ?? '{}').access_token);
    return granted;
  };
  return { tokens, validSecrets, grant };
};

const findLeaks = (shown: string[], secrets: string[], others: string[]): string[] => {
  const canaries = [...secrets, ...others].flatMap(encodings);
  canaries.push(...secrets.map((secret) => basicOf('client-1', secret)));
  const text = [...new Set(shown)].join('\n');
  return canaries.filter((canary) => text.includes(canary));
};

/** Counts token requests and expired tokens. Applies `tokenEndpointOverride` and `timeoutDivisor`. */
const createSend = (
  services: FakeServices,
  settings: () => Pick<Cell, 'tokenEndpointOverride' | 'timeoutDivisor'>,
) => {
  const realSend = createNodeHttpSend(services.clock);
  const counter = { sent: 0, expired: 0 };
  const send: HttpSend = (request) => {
    if (request.url.origin !== services.issuer.origin) {
      const bearer = request.headers.authorization?.replace('Bearer ', '') ?? '';
      if (expiryOf(bearer) <= services.clock.now()) counter.expired += 1;
      return realSend(request);
    }
    counter.sent += 1;
    const { tokenEndpointOverride = request.url, timeoutDivisor } = settings();
    return realSend({
      ...request,
      url: new URL(tokenEndpointOverride),
      timeoutMs: request.timeoutMs / timeoutDivisor,
    });
  };
  return { counter, send };
};

export type CellOptions = Partial<AccessTokenOptions> & {
  /** Runs before the state is reached. */
  readonly prepare?: (services: FakeServices) => void;
};

export const startCell = async (
  { state, callers }: Coordinates,
  { prepare, ...overrides }: CellOptions = {},
): Promise<Cell> => {
  const services = await startFakeServices();
  const output = captureOutput();
  const printed = new Set<string>();
  const { tokens, validSecrets, grant } = createIssuer(services);
  services.source.current = { clientId: 'client-1', clientSecret: canarySecret };
  services.issuer.program = grant;
  prepare?.(services);
  const { counter, send } = createSend(services, () => cell);
  services.gateway.program = () => json(200, {});
  const middleware: AccessTokenMiddleware = accessToken(services.options({ send, ...overrides }));
  const environment = createEnvironment(middleware);
  const baseline = { requests: 0, reads: 0, ended: 0 };

  const invokeOnce = async (): Promise<Outcome> => {
    try {
      return await environment.invoke(async (auth) => {
        printed.add(print(auth));
        const request = { method: 'POST', url: services.gatewayUrl, body: canaryBody };
        const { status, replayed } = await auth.request(request);
        return { status, replayed };
      });
    } catch (error) {
      printed.add(print(error));
      if (error instanceof AuthError) return { code: error.code };
      throw error;
    }
  };
  const ended = () => services.count('renewed') + services.count('renewal_failed');

  const cell: Cell = Object.assign(services, {
    send,
    tokenEndpointOverride: undefined,
    timeoutDivisor: 1,
    middleware,
    environment,
    state,
    callers,
    grant,
    tokens,
    validSecrets,
    invokeOnce,
    burst: (count = callers) => Promise.all(Array.from({ length: count }, invokeOnce)),
    async tokenRequestsEnded(count: number) {
      await until(() => ended() - baseline.ended >= count);
    },
    tokenRequests: () => counter.sent - baseline.requests,
    secretReads: () => services.source.reads - baseline.reads,
    expiredBearers: () => counter.expired,
    leaks() {
      output.stop();
      const { events, logged } = services;
      const shown = [...printed, print(middleware), print(events), ...logged, ...output.written];
      return findLeaks(shown, [...validSecrets, canarySecret], [...tokens, canaryBody]);
    },
  });
  await reach(state, services.clock, invokeOnce);
  Object.assign(baseline, { requests: counter.sent, reads: services.source.reads, ended: ended() });
  return cell;
};
