import type { AuthErrorCode } from './errors.ts';

/**
 * Why a token was asked for: before the first invocation, because there was none, because the one in
 * use grows old, or because the gateway refused it.
 */
export type TokenRequestReason = 'prefetch' | 'missing' | 'renewal' | 'refused';

/** What happens inside, for counters. No event holds a secret, a token or a body. */
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

/** The part of a logger that is used; a Powertools `Logger` fits. */
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
  /** What log lines call the token's scopes: all of the client by default. */
  readonly scopes?: readonly string[] | null;
};

/** What a sink throws is dropped: it must not cost an invocation. */
const attempt = (report: () => void): void => {
  try {
    report();
  } catch {
    return;
  }
};

/** Hands events and log lines on; what becomes of a token request is logged too. */
export const createObserver = ({ onEvent, logger, scopes }: ObserverPorts): Observer => {
  const log: Observer['log'] = (level, message, fields) =>
    attempt(() => logger?.[level](message, fields));

  return {
    log,
    emit(event) {
      if (onEvent !== undefined) attempt(() => onEvent(event));
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
