import { AuthError } from '../errors/auth-error.ts';
import type { Clock } from '../time/clock.ts';
import { wait } from '../time/wait.ts';
import type { AccessToken } from './access-token.ts';
import type { TokenCache } from './token-cache.ts';

/** A retry starts only if more than this remains of the invocation after the wait. */
const minLeftMs = 5_000;

/**
 * At least one second, so that environments that start in the same second do not add their retries to each other's
 * first requests. The jitter of one second spreads the retries.
 */
const firstDelayMs = 1_000;

export type RetryPorts = {
  readonly cache: Pick<TokenCache, 'isPauseOverIn'>;
  readonly clock: Clock;
  readonly random: () => number;
};

const isTransient = (error: unknown): boolean =>
  error instanceof AuthError && /_(?:UNREACHABLE|TIMEOUT|UNAVAILABLE)$/.test(error.code);

/**
 * Gets a token. After a transient failure, waits one to two seconds and tries again, once. Does not retry if
 * the caller arrived during a pause, or if the pause of this failure is longer than the wait: so the pauses still
 * limit the number of token requests.
 *
 * @param leftMs milliseconds that the invocation has left
 */
export const retryOnce = async (
  attempt: () => Promise<AccessToken>,
  leftMs: () => number,
  { cache, clock, random }: RetryPorts,
): Promise<AccessToken> => {
  const canRetry = cache.isPauseOverIn(0);
  try {
    return await attempt();
  } catch (error) {
    const delayMs = firstDelayMs * (1 + random());
    const isUseful = isTransient(error) && leftMs() - delayMs > minLeftMs;
    if (!canRetry || !isUseful || !cache.isPauseOverIn(delayMs)) throw error;
    await wait(clock, delayMs);
    return attempt();
  }
};
