import { type Clock, monotonicMs } from './clock.ts';

export type TimeLimit = {
  readonly timeoutMs: number;
  readonly onTimeout: () => Error;
  readonly signal?: AbortSignal | undefined;
  /** Default: `onTimeout`. */
  readonly onAbort?: () => Error;
};

/** The longest delay that `setTimeout` supports. */
const maxDelayMs = 2_147_483_647;

/** Waits for a promise until the limit. The work behind the promise continues for other callers. */
export const withTimeLimit = <Value>(
  promise: Promise<Value>,
  { timeoutMs, onTimeout, signal, onAbort = onTimeout }: TimeLimit,
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

/** Starts a countdown. The returned function returns the milliseconds left, or throws if none are left. */
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
