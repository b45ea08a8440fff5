import type { AuthErrorCode } from '../errors/auth-error.ts';

/**
 * Why a token is fetched: ahead of the first invocation, because the cache is empty, because the
 * cached token is due for renewal, or because the gateway refused it.
 */
export type TokenRequestReason = 'prefetch' | 'missing' | 'renewal' | 'refused';

/** Events for counters and metrics. No event contains a secret, a token or a body. */
export type AuthEvent =
  | { readonly type: 'cache_hit' }
  | { readonly type: 'secret_read' }
  /** One request to the token endpoint. */
  | { readonly type: 'token_requested'; readonly reason: TokenRequestReason }
  | {
      readonly type: 'renewed';
      readonly reason: TokenRequestReason;
      readonly source: 'issuer' | 'store';
      /** Milliseconds since the epoch. */
      readonly expiresAt: number;
    }
  | {
      readonly type: 'renewal_failed';
      readonly reason: TokenRequestReason;
      readonly code: AuthErrorCode;
    }
  | { readonly type: 'replayed' }
  | { readonly type: 'store_hit' }
  | { readonly type: 'store_failed'; readonly operation: 'get' | 'put' }
  | { readonly type: 'cooled_down'; readonly code: AuthErrorCode; readonly delayMs: number };

/** The methods used of a logger. A Powertools `Logger` has them. */
export type AuthLogger = {
  info(message: string, fields: Readonly<Record<string, string | number>>): void;
  warn(message: string, fields: Readonly<Record<string, string | number>>): void;
};

export type Observer = {
  emit(event: AuthEvent): void;
  log(level: keyof AuthLogger, message: string, fields: Record<string, string | number>): void;
};

export type ObserverPorts = {
  readonly onEvent?: ((event: AuthEvent) => void) | undefined;
  readonly logger?: AuthLogger | undefined;
  /** Scopes to show in log lines. Default: `all`. */
  readonly scopes?: readonly string[] | null;
};

const ignore = (): void => undefined;

/** A failing event handler or logger must not fail an invocation. A rejection that nobody handles ends the process. */
const ignoreErrors = (report: () => unknown): void => {
  try {
    const result = report();
    // Throws unless the result is a promise, which can be of another realm or hide `catch`.
    if (Object(result) === result) Promise.prototype.then.call(result, ignore, ignore);
  } catch {
    return;
  }
};

/** Passes on events and log lines. Also logs each renewed token and each failed renewal. */
export const createObserver = ({ onEvent, logger, scopes }: ObserverPorts): Observer => {
  const log: Observer['log'] = (level, message, fields) =>
    ignoreErrors(() => logger?.[level](message, fields));

  return {
    log,
    emit(event) {
      if (onEvent !== undefined) ignoreErrors(() => onEvent(event));
      if (event.type === 'renewed') {
        const { reason, source, expiresAt } = event;
        const expiry = new Date(expiresAt).toISOString();
        const granted = scopes?.join(' ') ?? 'all';
        log('info', 'Access token renewed', { reason, source, expiresAt: expiry, scopes: granted });
      } else if (event.type === 'renewal_failed') {
        const { reason, code } = event;
        log('warn', 'Access token not renewed', { reason, code });
      }
    },
  };
};
