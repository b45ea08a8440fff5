import { mock } from 'node:test';
import { seededRandom } from '@hopwise/benchmark/statistics';
import { accessToken } from '../src/middleware/access-token-middleware.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { mintToken } from '../testing/tokens.ts';
import type { Contender } from './contender.ts';
import { hopwiseOptions, lambdaContext } from './contenders/hopwise.ts';
import { type Endpoint, startEndpoint } from './endpoint.ts';

const environments = 1_000;
const lifeSeconds = 3_600;

type Invoke = () => unknown;

/**
 * Simulates a thousand environments that start in the same second and are then invoked every second. Returns
 * the maximum number of token requests per second during the life of their first tokens.
 */
export const measureHerd = async (endpoint: Endpoint, seed: number): Promise<number> => {
  const clock = createFakeClock();
  const random = seededRandom(seed);
  const startedAt = clock.now();
  const perSecond = new Map<number, number>();
  const token = await mintToken({ now: startedAt, lifeSeconds: 3 * lifeSeconds });
  const body = JSON.stringify({ access_token: token, expires_in: 3_600, token_type: 'Bearer' });
  const send = async () => {
    const second = Math.floor((clock.now() - startedAt) / 1_000);
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  };
  const invocations = Array.from({ length: environments }, (): Invoke => {
    const { before } = accessToken({ ...hopwiseOptions(endpoint), clock, random, send });
    const request = { context: lambdaContext() } as Parameters<NonNullable<typeof before>>[0];
    return () => before?.(request);
  });
  for (const invoke of invocations) {
    await invoke();
    clock.advance(1_000 / environments);
  }
  perSecond.clear();
  for (let second = 1; second < lifeSeconds; second += 1) {
    await Promise.all(invocations.map((invoke) => invoke()));
    await new Promise(setImmediate);
    clock.advance(1_000);
  }
  return Math.max(...perSecond.values());
};

const peerEnvironments = 100;

/** Waits for background renewals, so that they end within their step. */
const renewalsDone = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 8));

const invokeAll = async (contender: Contender, endpoint: Endpoint): Promise<number[]> => {
  const clients = Array.from({ length: peerEnvironments }, () => contender.create(endpoint));
  await Promise.all(clients.map((client) => client.token()));
  const perStep: number[] = [];
  // One step is ten seconds. Without jitter, all requests of a step would fall in the same second.
  for (let second = 0; second <= lifeSeconds; second += 10) {
    endpoint.tokenRequests = 0;
    mock.timers.setTime(Date.now() + 10_000);
    await Promise.all(clients.map((client) => client.token()));
    await renewalsDone();
    perStep.push(endpoint.tokenRequests);
  }
  return perStep;
};

/** The largest share of a hundred environments, started together, that request a token in the same ten seconds. */
export const measureHerdShare = async (contender: Contender): Promise<number> => {
  const endpoint = await startEndpoint();
  mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 0, 1) });
  try {
    return Math.max(...(await invokeAll(contender, endpoint))) / peerEnvironments;
  } finally {
    mock.timers.reset();
    await endpoint.close();
  }
};
