import { type Clock, monotonicMs } from './clock.ts';

export type Limit = {
  readonly timeoutMs: number;
  readonly onTimeout: () => Error;
  readonly signal?: AbortSignal | undefined;
  /** Default: `onTimeout`. */
  readonly onAbort?: () => Error;
};

/** Longest delay that a timer takes. */
const maxDelayMs = 2_147_483_647;

/** Waits for a promise no longer than the limit. The work behind the promise goes on for others. */
export const within = <Value>(
  promise: Promise<Value>,
  { timeoutMs, onTimeout, signal, onAbort = onTimeout }: Limit,
): Promise<Value> => {
  const { promise: end, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(onTimeout()), Math.min(timeoutMs, maxDelayMs));
  const abort = () => reject(onAbort());
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
  return Promise.race([promise, end]).finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  });
};

/** Counts down; the function returns the milliseconds left, and throws when there are none. */
export const countDown = (
  clock: Clock,
  timeoutMs: number,
  onTimeout: () => Error,
): (() => number) => {
  const endsAt = monotonicMs(clock) + timeoutMs;
  return () => {
    const leftMs = endsAt - monotonicMs(clock);
    if (leftMs <= 0) throw onTimeout();
    return leftMs;
  };
};
