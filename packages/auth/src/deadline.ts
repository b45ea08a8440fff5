import type { AuthError } from './errors.ts';

export type Limit = {
  readonly timeoutMs: number;
  readonly onTimeout: () => AuthError;
  readonly signal?: AbortSignal | undefined;
  readonly onAbort?: () => AuthError;
};

/** Longest delay that a timer takes. */
const maxDelayMs = 2_147_483_647;

/** Waits for a promise no longer than the limit. The work behind the promise goes on for others. */
export const within = async <Value>(promise: Promise<Value>, limit: Limit): Promise<Value> => {
  const { signal } = limit;
  let timer: NodeJS.Timeout | undefined;
  let abort: (() => void) | undefined;
  const end = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(limit.onTimeout()), Math.min(limit.timeoutMs, maxDelayMs));
    abort = () => reject(limit.onAbort?.() ?? limit.onTimeout());
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([promise, end]);
  } finally {
    clearTimeout(timer);
    if (abort !== undefined) signal?.removeEventListener('abort', abort);
  }
};
