import { mock } from 'node:test';
import { median, percentile } from '@hopwise/benchmark/statistics';
import type { Contender, TokenClient } from './contender.ts';
import { type Endpoint, startEndpoint } from './endpoint.ts';

const concurrency = 50;
const callsEach = 40;
/** All contenders share one clock. This advance expires their tokens, so that each starts with a new one. */
const longAfterMs = 7_200_000;

/** A single-flight cache without early renewal: the best result for a cache whose callers wait for renewals. */
export const blocking: Contender = {
  name: 'single flight, blocking',
  caches: true,
  renewsAfterSeconds: 0.86 * 3_600,
  create({ tokenEndpoint }) {
    let expiresAt = 0;
    let token: Promise<string> | undefined;
    const request = async (): Promise<string> => {
      const response = await fetch(tokenEndpoint, { method: 'POST', body: '' });
      const grant = (await response.json()) as { access_token: string };
      return grant.access_token;
    };
    return {
      token() {
        if (token === undefined || Date.now() >= expiresAt) {
          expiresAt = Date.now() + 0.85 * 3_600_000;
          token = request();
        }
        return token;
      },
      kept: undefined,
    };
  },
};

const worker = async (client: TokenClient, latencies: number[]): Promise<void> => {
  for (let call = 0; call < callsEach; call += 1) {
    // Each invocation is a separate event.
    await new Promise(setImmediate);
    const startedAt = performance.now();
    await client.token();
    latencies.push(performance.now() - startedAt);
  }
};

/** Waits for a background renewal. */
const settle = async (endpoint: Endpoint): Promise<void> => {
  while (endpoint.tokenRequests === 0) await new Promise(setImmediate);
  await new Promise((resolve) => setTimeout(resolve, endpoint.delayMs + 15));
};

type Running = {
  readonly endpoint: Endpoint;
  readonly client: TokenClient;
  readonly waitMs: number;
};

/** The p99 in milliseconds of calls around one renewal. */
const renewOnce = async ({ client, endpoint, waitMs }: Running): Promise<number> => {
  mock.timers.setTime(Date.now() + longAfterMs);
  await client.token();
  await settle(endpoint);
  endpoint.tokenRequests = 0;
  mock.timers.setTime(Date.now() + waitMs);
  const latencies: number[] = [];
  await Promise.all(Array.from({ length: concurrency }, () => worker(client, latencies)));
  return percentile(latencies, 0.99);
};

const start = async ({ create, renewsAfterSeconds = 0 }: Contender): Promise<Running> => {
  const endpoint = await startEndpoint();
  const client = create(endpoint);
  await client.token();
  endpoint.delayMs = 50;
  return { endpoint, client, waitMs: renewsAfterSeconds * 1_000 };
};

export type RenewalTail = {
  readonly name: string;
  /** The p99 of the blocking cache divided by this p99, median of the rounds. */
  readonly blockingRatio: number;
  readonly p99Ms: number;
};

/** Measures fifty concurrent callers at renewal, with an issuer delay of 50 ms. Rounds of the contenders are interleaved. */
export const measureRenewalTails = async (
  contenders: readonly Contender[],
  rounds: number,
): Promise<RenewalTail[]> => {
  mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 0, 1) });
  const renewing = contenders.filter((each) => each.renewsAfterSeconds !== undefined);
  const all = [blocking, ...renewing];
  const running = await Promise.all(all.map(start));
  const tails = all.map(() => [] as number[]);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, each] of running.entries()) {
      tails[index]?.push(await renewOnce(each));
      await settle(each.endpoint);
    }
  }
  await Promise.all(running.map(({ endpoint }) => endpoint.close()));
  mock.timers.reset();
  const base = tails[0] ?? [];
  return all.map(({ name }, index) => {
    const each = tails[index] ?? [];
    const ratios = each.map((p99, round) => (base[round] ?? Number.NaN) / p99);
    return { name, blockingRatio: median(ratios), p99Ms: median(each) };
  });
};
