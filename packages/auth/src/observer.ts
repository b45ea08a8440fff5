import type { AuthErrorCode } from './errors.ts';

/** Why a token was asked for: there was none, the one in use grows old, or the gateway refused it. */
export type TokenRequestReason = 'missing' | 'renewal' | 'refused';

/** What happens inside, for counters. No event holds a secret, a token or a body. */
export type AuthEvent =
  | { readonly type: 'cache_hit' }
  | { readonly type: 'secret_read' }
  | { readonly type: 'token_requested'; readonly reason: TokenRequestReason }
  | {
      readonly type: 'renewed';
      readonly reason: TokenRequestReason;
      /** Milliseconds since the epoch. */
      readonly expiresAt: number;
    }
  | {
      readonly type: 'renewal_failed';
      readonly reason: TokenRequestReason;
      readonly code: AuthErrorCode;
    }
  | { readonly type: 'replayed' }
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
};

/** Hands events and log lines on. What a sink throws is dropped: it must not cost an invocation. */
export const createObserver = ({ onEvent, logger }: ObserverPorts): Observer => ({
  emit(event) {
    try {
      onEvent?.(event);
    } catch {
      return;
    }
  },
  log(level, message, fields) {
    try {
      logger?.[level](message, fields);
    } catch {
      return;
    }
  },
});
