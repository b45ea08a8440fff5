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

/**
 * Starts work and waits for it until the limit. The work continues for other callers. It starts only when nothing
 * else can throw, because a rejection that nobody handles ends the process.
 */
export const withTimeLimit = async <Value>(
  start: () => Promise<Value>,
  limit: TimeLimit,
): Promise<Value> => {
  // Without a prototype, because a polluted one could add a signal.
  const ownLimit: TimeLimit = Object.assign(Object.create(null), limit);
  const { timeoutMs, onTimeout, signal, onAbort = onTimeout } = ownLimit;
  if (signal?.aborted) throw onAbort();
  const { promise: end, reject } = Promise.withResolvers<never>();
  const abort = () => reject(onAbort());
  signal?.addEventListener('abort', abort);
  const timer = setTimeout(() => reject(onTimeout()), Math.min(timeoutMs, maxDelayMs));
  try {
    return await Promise.race([start(), end]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
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
