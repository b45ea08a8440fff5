import { AuthError } from '../src/errors.ts';
import type { HttpSend } from '../src/http-send.ts';
import { type AccessTokenMiddleware, accessToken } from '../src/middleware.ts';
import { createNodeHttpSend } from '../src/node-http-send.ts';
import type { AccessTokenOptions } from '../src/options.ts';
import { basicOf, captureOutput, encodings, print } from './leaks.ts';
import type { Behaviour } from './programmable-server.ts';
import { grantToken, json } from './tokens.ts';
import { until } from './until.ts';
import { createEnvironment, type Environment, startWorld, type World } from './world.ts';

const minute = 60_000;

export const states = ['cold', 'warm', 'in the renewal window', 'expired'] as const;
export type State = (typeof states)[number];

export type Coordinates = { readonly state: State; readonly callers: number };

/** Every state of the cache, for one caller and for a hundred. */
export const grid: readonly Coordinates[] = states.flatMap((state) =>
  [1, 100].map((callers) => ({ state, callers })),
);

/** Whether a state has a token that is good enough to be handed out. */
export const hasToken = (state: State): boolean =>
  state === 'warm' || state === 'in the renewal window';

export const canarySecret = 'canary/secret+0d6b1c:%€';
const canaryBody = 'canary-request-body-77f1';

export type Outcome =
  | { readonly status: number; readonly replayed: boolean }
  | { readonly code: string };

/** One cell of the grid: a world with canaries in it, and an environment in a state. */
export type Cell = World & {
  readonly middleware: AccessTokenMiddleware;
  readonly environment: Environment;
  readonly state: State;
  readonly callers: number;
  /** The issuer's good answer, which knows the secrets that are valid. */
  readonly grant: () => Promise<Behaviour>;
  /** The network, counted. */
  readonly send: HttpSend;
  /** Where token requests go instead of to the issuer. */
  elsewhere: string | undefined;
  /** How many times sooner than in earnest a token request times out. */
  haste: number;
  readonly tokens: string[];
  readonly validSecrets: Set<string>;
  /** As many invocations at once as the cell has callers; each asks the gateway. */
  burst(callers?: number): Promise<Outcome[]>;
  /** One invocation that asks the gateway. */
  ask(): Promise<Outcome>;
  /** Waits until so many token flights have ended, well or not. */
  flightsEnded(count: number): Promise<void>;
  /** Token requests that were sent since the state was reached. */
  tokenRequests(): number;
  /** Secret reads since the state was reached. */
  secretReads(): number;
  /** Bearers that had expired when they were sent. */
  expiredBearers(): number;
  /** Canaries that showed up in any output, error, log, event or printed object. */
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

/** Brings environments into a state: a first invocation of each gets a token, which then ages. */
export const reach = async (
  state: State,
  clock: World['clock'],
  warmUp: () => Promise<unknown>,
): Promise<void> => {
  if (state !== 'cold') await warmUp();
  clock.advance(ages[state]);
};

/** The issuer, which keeps what it granted and refuses secrets that are not valid. */
const createIssuer = (world: World) => {
  const tokens: string[] = [];
  const validSecrets = new Set([canarySecret]);
  const isValid = (authorization = '') =>
    [...validSecrets].some((secret) => authorization === `Basic ${basicOf('client-1', secret)}`);
  const grant = async (): Promise<Behaviour> => {
    const { authorization } = world.issuer.received.at(-1)?.headers ?? {};
    if (!isValid(authorization)) return json(401, { error: 'invalid_client' });
    const granted = await grantToken({ now: world.clock.now() });
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

/** Counts token requests, which may go elsewhere than to the issuer, and expired tokens at the network's edge. */
const createSend = (world: World, bend: () => Pick<Cell, 'elsewhere' | 'haste'>) => {
  const realSend = createNodeHttpSend();
  const counter = { sent: 0, expired: 0 };
  const send: HttpSend = (request) => {
    if (request.url.origin !== world.issuer.origin) {
      const bearer = request.headers.authorization?.replace('Bearer ', '') ?? '';
      if (expiryOf(bearer) <= world.clock.now()) counter.expired += 1;
      return realSend(request);
    }
    counter.sent += 1;
    const { elsewhere = request.url, haste } = bend();
    return realSend({ ...request, url: new URL(elsewhere), timeoutMs: request.timeoutMs / haste });
  };
  return { counter, send };
};

export type CellOptions = Partial<AccessTokenOptions> & {
  /** Runs before the state is reached. */
  readonly prepare?: (world: World) => void;
};

export const startCell = async (
  { state, callers }: Coordinates,
  { prepare, ...overrides }: CellOptions = {},
): Promise<Cell> => {
  const world = await startWorld();
  const output = captureOutput();
  const printed = new Set<string>();
  const { tokens, validSecrets, grant } = createIssuer(world);
  world.source.current = { clientId: 'client-1', clientSecret: canarySecret };
  world.issuer.program = grant;
  prepare?.(world);
  const { counter, send } = createSend(world, () => cell);
  world.gateway.program = () => json(200, {});
  const middleware: AccessTokenMiddleware = accessToken(world.options({ send, ...overrides }));
  const environment = createEnvironment(middleware);
  const baseline = { requests: 0, reads: 0, ended: 0 };

  const ask = async (): Promise<Outcome> => {
    try {
      return await environment.invoke(async (auth) => {
        printed.add(print(auth));
        const request = { method: 'POST', url: world.gatewayUrl, body: canaryBody };
        const { status, replayed } = await auth.request(request);
        return { status, replayed };
      });
    } catch (error) {
      printed.add(print(error));
      if (error instanceof AuthError) return { code: error.code };
      throw error;
    }
  };
  const ended = () => world.count('renewed') + world.count('renewal_failed');

  const cell: Cell = Object.assign(world, {
    send,
    elsewhere: undefined,
    haste: 1,
    middleware,
    environment,
    state,
    callers,
    grant,
    tokens,
    validSecrets,
    ask,
    burst: (count = callers) => Promise.all(Array.from({ length: count }, ask)),
    async flightsEnded(count: number) {
      await until(() => ended() - baseline.ended >= count);
    },
    tokenRequests: () => counter.sent - baseline.requests,
    secretReads: () => world.source.reads - baseline.reads,
    expiredBearers: () => counter.expired,
    leaks() {
      output.stop();
      const { events, logged } = world;
      const shown = [...printed, print(middleware), print(events), ...logged, ...output.written];
      return findLeaks(shown, [...validSecrets, canarySecret], [...tokens, canaryBody]);
    },
  });
  await reach(state, world.clock, ask);
  Object.assign(baseline, { requests: counter.sent, reads: world.source.reads, ended: ended() });
  return cell;
};
