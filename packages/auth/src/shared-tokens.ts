import { AccessToken, type FetchedToken, type RenewalPolicy } from './access-token.ts';
import { checkClaims } from './claims.ts';
import type { Clock } from './clock.ts';
import type { ClientCredentials } from './credentials-source.ts';
import { within } from './deadline.ts';
import { AuthError, failureCause } from './errors.ts';
import type { Observer } from './observer.ts';
import { isBearerToken, longestLifeMs } from './token-response.ts';
import type { StoredToken, TokenStore } from './token-store.ts';

export type SharedTokensOptions = RenewalPolicy & {
  readonly tokenStore: TokenStore;
  readonly tokenStoreTimeoutMs: number;
  readonly tokenEndpoint: string;
  readonly issuer: string | null;
  readonly scopes: readonly string[] | null;
  readonly tokenUse: 'access' | null;
  readonly clock: Clock;
  readonly observer: Observer;
};

/** The token that a new one is to take the place of. */
export type Predecessor = Pick<AccessToken, 'value' | 'requestedAt'>;

const storeTimeout = (): AuthError =>
  new AuthError('TOKEN_ENDPOINT_TIMEOUT', 'The token store did not answer in time.');

const readStoredToken = (stored: unknown): StoredToken | undefined => {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { accessToken, requestedAt, expiresAt }: Partial<Record<keyof StoredToken, unknown>> =
    stored;
  if (!isBearerToken(accessToken)) return undefined;
  if (!Number.isFinite(requestedAt) || !Number.isFinite(expiresAt)) return undefined;
  return { accessToken, requestedAt: Number(requestedAt), expiresAt: Number(expiresAt) };
};

/** The tier between the cache of one environment and the token endpoint. None of its failures is thrown. */
export class SharedTokens {
  readonly #options: SharedTokensOptions;

  constructor(options: SharedTokensOptions) {
    this.#options = options;
  }

  /** A usable token of another environment, newer than the one it is to replace. */
  async find(
    client: ClientCredentials,
    predecessor: Predecessor | undefined,
  ): Promise<FetchedToken | undefined> {
    const key = this.#keyOf(client);
    const stored = await this.#bounded('get', (signal) =>
      this.#options.tokenStore.get(key, signal),
    );
    const token = readStoredToken(stored);
    if (token === undefined || !this.#isNewer(token, predecessor)) return undefined;
    const checked = this.#check(token, client);
    if (checked !== undefined) this.#options.observer.emit({ type: 'store_hit' });
    return checked;
  }

  /** Hands a token of the token endpoint on. Nobody waits for it. */
  offer(client: ClientCredentials, { value, requestedAt, expiresAt }: FetchedToken): void {
    const token = { accessToken: value, requestedAt, expiresAt };
    const key = this.#keyOf(client);
    void this.#bounded('put', (signal) => this.#options.tokenStore.put(key, token, signal));
  }

  #isNewer({ accessToken, requestedAt }: StoredToken, predecessor?: Predecessor): boolean {
    if (predecessor === undefined) return true;
    return accessToken !== predecessor.value && requestedAt >= predecessor.requestedAt;
  }

  /** A stored token is believed no more than one that was just issued. */
  #check(token: StoredToken, { clientId }: ClientCredentials): FetchedToken | undefined {
    const { accessToken: value, requestedAt, expiresAt } = token;
    const now = this.#options.clock.now();
    const latest = Math.min(expiresAt, requestedAt + longestLifeMs);
    try {
      const claimed = checkClaims(value, { ...this.#options, clientId }, now) ?? latest;
      const life = { requestedAt, expiresAt: Math.min(latest, claimed) };
      const fetched = { value, ...life, source: 'store' as const };
      return new AccessToken(fetched, this.#options).isUsable(now) ? fetched : undefined;
    } catch (error) {
      this.#report('get', error);
      return undefined;
    }
  }

  async #bounded<Value>(
    operation: 'get' | 'put',
    run: (signal: AbortSignal) => Promise<Value>,
  ): Promise<Value | undefined> {
    const end = new AbortController();
    try {
      return await within(
        Promise.resolve().then(() => run(end.signal)),
        { timeoutMs: this.#options.tokenStoreTimeoutMs, onTimeout: storeTimeout },
      );
    } catch (error) {
      this.#report(operation, error);
      return undefined;
    } finally {
      end.abort();
    }
  }

  #report(operation: 'get' | 'put', error: unknown): void {
    const { observer } = this.#options;
    const reason = error instanceof AuthError ? error.code : failureCause(error).name;
    observer.emit({ type: 'store_failed', operation });
    observer.log('warn', 'Token store not used', { operation, error: reason });
  }

  /** One key per client and kind of token, without the secret. */
  #keyOf({ clientId }: ClientCredentials): string {
    const { tokenEndpoint, issuer, scopes } = this.#options;
    const { createHash } = process.getBuiltinModule('node:crypto');
    const parts = JSON.stringify([tokenEndpoint, issuer, clientId, scopes?.toSorted() ?? null]);
    return `access-token:${createHash('sha256').update(parts).digest('base64url')}`;
  }
}
