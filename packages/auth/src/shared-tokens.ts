import { AccessToken, type FetchedToken } from './access-token.ts';
import { checkClaims } from './claims.ts';
import type { ClientCredentials } from './credentials-source.ts';
import { within } from './deadline.ts';
import { AuthError, failureCause } from './errors.ts';
import type { Observer } from './observer.ts';
import { checkOptions, hasMethods, isMilliseconds, optional, type Rules } from './option-rules.ts';
import { isBearerToken } from './token-response.ts';
import type { SharedTokens, SharedTokensPorts, StoredToken, TokenStore } from './token-store.ts';

export type SharedTokensOptions = {
  readonly store: TokenStore;
  /** For one `get` or `put`. Default 250. */
  readonly timeoutMs?: number;
};

const rules: Rules<SharedTokensOptions> = {
  store: hasMethods('get', 'put'),
  timeoutMs: optional(isMilliseconds),
};

type Operation = 'get' | 'put';

/** The token that a new one is to take the place of. */
type Predecessor = Pick<AccessToken, 'value' | 'requestedAt'>;

/** Called as the platform calls it; a log line shows the name. */
const storeTimeout = (): Error =>
  new DOMException('The token store takes too long.', 'TimeoutError');

const readStoredToken = (stored: unknown): StoredToken | undefined => {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { accessToken, requestedAt, expiresAt }: Partial<Record<keyof StoredToken, unknown>> =
    stored;
  if (!isBearerToken(accessToken)) return undefined;
  if (!Number.isFinite(requestedAt) || !Number.isFinite(expiresAt)) return undefined;
  return { accessToken, requestedAt: Number(requestedAt), expiresAt: Number(expiresAt) };
};

const isNewer = (
  { accessToken, requestedAt }: StoredToken,
  predecessor: Predecessor | undefined,
): boolean =>
  predecessor === undefined ||
  (accessToken !== predecessor.value && requestedAt >= predecessor.requestedAt);

/** One key per client and kind of token, without the secret. */
const keyOf = (
  { clientId }: ClientCredentials,
  { tokenEndpoint, issuer, scopes }: SharedTokensPorts,
): string => {
  const { createHash } = process.getBuiltinModule('node:crypto');
  const parts = JSON.stringify([tokenEndpoint, issuer, clientId, scopes?.toSorted() ?? null]);
  return `access-token:${createHash('sha256').update(parts).digest('base64url')}`;
};

const report = (observer: Observer, operation: Operation, error: unknown): void => {
  const reason = error instanceof AuthError ? error.code : failureCause(error).name;
  observer.emit({ type: 'store_failed', operation });
  observer.log('warn', 'Token store not used', { operation, error: reason });
};

/** A stored token is believed no more than one that was just issued. */
const check = (
  { accessToken: value, requestedAt, expiresAt }: StoredToken,
  { clientId }: ClientCredentials,
  ports: SharedTokensPorts,
): FetchedToken | undefined => {
  const now = ports.clock.now();
  try {
    const claimedUntil = checkClaims(value, { ...ports, clientId }, now);
    const life = { requestedAt, expiresAt: Math.min(expiresAt, claimedUntil) };
    const fetched = { value, ...life, source: 'store' as const };
    return new AccessToken(fetched, ports).isUsable(now) ? fetched : undefined;
  } catch (error) {
    report(ports.observer, 'get', error);
    return undefined;
  }
};

/**
 * Shares tokens between execution environments by way of a store, as the option `tokenStore` of
 * `accessToken`. None of the store's failures is thrown. Throws `OPTIONS_INVALID` at once.
 */
export const sharedTokens = (options: SharedTokensOptions): SharedTokens => {
  checkOptions('sharedTokens', options, rules);
  const { store, timeoutMs = 250 } = options;

  const bounded = async <Value>(
    operation: Operation,
    observer: Observer,
    run: (signal: AbortSignal) => Promise<Value>,
  ): Promise<Value | undefined> => {
    const end = new AbortController();
    try {
      const running = Promise.resolve().then(() => run(end.signal));
      return await within(running, { timeoutMs, onTimeout: storeTimeout });
    } catch (error) {
      report(observer, operation, error);
      return undefined;
    } finally {
      end.abort();
    }
  };

  const find = async (predecessor: Predecessor | undefined, ports: SharedTokensPorts) => {
    const client = await ports.credentials.get();
    const key = keyOf(client, ports);
    const stored = await bounded('get', ports.observer, (signal) => store.get(key, signal));
    const token = readStoredToken(stored);
    if (token === undefined || !isNewer(token, predecessor)) return undefined;
    return check(token, client, ports);
  };

  const offer = async (fetched: FetchedToken, ports: SharedTokensPorts) => {
    const { value, requestedAt, expiresAt } = fetched;
    const token = { accessToken: value, requestedAt, expiresAt };
    await bounded('put', ports.observer, async (signal) => {
      // Not the credentials that `find` saw, where the issuer has refused those.
      const client = await ports.credentials.get();
      await store.put(keyOf(client, ports), token, signal);
    });
  };

  return {
    timeoutMs,
    around: (fetchToken, ports) => async (errand) => {
      const found = await find(errand.predecessor, ports);
      if (found !== undefined) {
        ports.observer.emit({ type: 'store_hit' });
        return found;
      }
      const fetched = await fetchToken(errand);
      void offer(fetched, ports);
      return fetched;
    },
  };
};
