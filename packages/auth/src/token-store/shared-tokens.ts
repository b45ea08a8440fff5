import type { ClientCredentials } from '../credentials/credentials-source.ts';
import { AuthError, failureCause, isInstance } from '../errors/auth-error.ts';
import type { Observer } from '../observability/observer.ts';
import {
  hasMethods,
  isMilliseconds,
  optional,
  type Rules,
  readOptions,
} from '../options/option-rules.ts';
import { withTimeLimit } from '../time/time-limit.ts';
import { AccessToken, type FetchedToken } from '../token-cache/access-token.ts';
import { checkClaims } from '../token-endpoint/check-claims.ts';
import { isBearerToken } from '../token-endpoint/token-response.ts';
import { addTag, hasRightTag, storeKey } from './integrity-tag.ts';
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

/** The token to replace. */
type PreviousToken = Pick<AccessToken, 'value' | 'requestedAt'>;

/** Has the same name as the errors of `AbortSignal.timeout()`. Log lines show the name. */
const storeTimeout = (): Error => new DOMException('The token store timed out.', 'TimeoutError');

const wrongTag = (): Error => new DOMException('The tag is wrong.', 'WrongTagError');

/** Reads each own property once: the store can return any object. */
const readStoredToken = (stored: unknown): StoredToken | undefined => {
  // A long text has as many entries as characters.
  if (typeof stored !== 'object') return undefined;
  const given = new Map<string, unknown>(Object.entries(stored ?? {}));
  const [accessToken, requestedAt, expiresAt, tag] = [
    given.get('accessToken'),
    given.get('requestedAt'),
    given.get('expiresAt'),
    given.get('tag'),
  ];
  if (!isBearerToken(accessToken) || typeof tag !== 'string') return undefined;
  if (!Number.isFinite(requestedAt) || !Number.isFinite(expiresAt)) return undefined;
  return { accessToken, requestedAt: Number(requestedAt), expiresAt: Number(expiresAt), tag };
};

const isNewer = (
  { accessToken, requestedAt }: StoredToken,
  previous: PreviousToken | undefined,
): boolean =>
  previous === undefined || (accessToken !== previous.value && requestedAt >= previous.requestedAt);

const report = (observer: Observer, operation: Operation, error: unknown): void => {
  const reason = isInstance(error, AuthError) ? error.code : failureCause(error).name;
  observer.emit({ type: 'store_failed', operation });
  observer.log('warn', 'Token store not used', { operation, error: reason });
};

/** Checks a stored token like a token from the token endpoint. */
const checkStoredToken = (
  { accessToken, requestedAt, expiresAt }: StoredToken,
  { clientId }: ClientCredentials,
  ports: SharedTokensPorts,
): FetchedToken | undefined => {
  const now = ports.clock.now();
  try {
    const claimedExpiry = checkClaims(accessToken, { ...ports, clientId }, now);
    const life = { requestedAt, expiresAt: Math.min(expiresAt, claimedExpiry) };
    const fetched = { accessToken, ...life, source: 'store' as const };
    return new AccessToken(fetched, ports).isUsable(now) ? fetched : undefined;
  } catch (error) {
    report(ports.observer, 'get', error);
    return undefined;
  }
};

/**
 * Shares tokens between execution environments through a store. Pass the result to `accessToken` as
 * `tokenStore`. Failures of the store are never thrown. Throws `OPTIONS_INVALID` for wrong or unknown options.
 */
export const sharedTokens = (options: SharedTokensOptions): SharedTokens => {
  const { store, timeoutMs = 250 } = readOptions('sharedTokens', options, rules);

  const withStoreTimeout = async <Value>(
    operation: Operation,
    observer: Observer,
    run: (signal: AbortSignal) => Promise<Value>,
  ): Promise<Value | undefined> => {
    const abort = new AbortController();
    try {
      return await withTimeLimit(() => run(abort.signal), { timeoutMs, onTimeout: storeTimeout });
    } catch (error) {
      report(observer, operation, error);
      return undefined;
    } finally {
      abort.abort();
    }
  };

  const find = async (previous: PreviousToken | undefined, ports: SharedTokensPorts) => {
    const client = await ports.credentials.get();
    const key = storeKey(client, ports);
    const token = await withStoreTimeout('get', ports.observer, async (signal) => {
      const stored = readStoredToken(await store.get(key, signal));
      if (stored && !hasRightTag(client, key, stored)) throw wrongTag();
      return stored;
    });
    if (token === undefined || !isNewer(token, previous)) return undefined;
    return checkStoredToken(token, client, ports);
  };

  const save = async (fetched: FetchedToken, ports: SharedTokensPorts) => {
    const { accessToken, requestedAt, expiresAt } = fetched;
    const token = { accessToken, requestedAt, expiresAt };
    await withStoreTimeout('put', ports.observer, async (signal) => {
      // The credentials may have changed since `find`, if the issuer refused them.
      const client = await ports.credentials.get();
      const key = storeKey(client, ports);
      await store.put(key, addTag(client, key, token), signal);
    });
  };

  return {
    timeoutMs,
    around: (fetchToken, ports) => async (context) => {
      const found = await find(context.previous, ports);
      if (found !== undefined) {
        ports.observer.emit({ type: 'store_hit' });
        return found;
      }
      const fetched = await fetchToken(context);
      void save(fetched, ports);
      return fetched;
    },
  };
};
