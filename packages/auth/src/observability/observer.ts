import { callSafely } from '../callbacks/call-safely.ts';
import type { AuthErrorCode } from '../errors/auth-error.ts';
import {
  hasMethods,
  isFunction,
  isScopeList,
  nullOr,
  optional,
  type Rules,
  readChecked,
} from '../options/option-rules.ts';

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

const rules: Rules<ObserverPorts> = {
  onEvent: optional(isFunction),
  logger: optional(hasMethods('info', 'warn')),
  scopes: optional(nullOr(isScopeList)),
};

/**
 * Passes on events and log lines. Also logs each renewed token and each failed renewal. Neither `emit` nor `log` throws.
 * Throws `OPTIONS_INVALID`; ignores other options.
 */
export const createObserver = (ports: ObserverPorts): Observer => {
  const { onEvent, logger, scopes } = readChecked(ports, rules, {
    owner: 'createObserver',
    code: 'OPTIONS_INVALID',
    ignoresUnknown: true,
  });
  // A failing event handler or logger must not fail an invocation.
  const log: Observer['log'] = (level, message, fields) => {
    callSafely(() => logger?.[level](message, fields));
  };

  const logRenewal = (event: AuthEvent): void => {
    if (event.type === 'renewed') {
      const { reason, source, expiresAt } = event;
      const expiry = new Date(expiresAt).toISOString();
      const granted = scopes?.join(' ') ?? 'all';
      log('info', 'Access token renewed', { reason, source, expiresAt: expiry, scopes: granted });
    } else if (event.type === 'renewal_failed') {
      const { reason, code } = event;
      log('warn', 'Access token not renewed', { reason, code });
    }
  };

  return {
    log,
    emit(event) {
      if (onEvent !== undefined) callSafely(() => onEvent(event));
      callSafely(() => logRenewal(event));
    },
  };
};
