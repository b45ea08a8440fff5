import { AuthError, asAuthError } from '../errors/auth-error.ts';
import type { Observer } from '../observability/observer.ts';
import type { Clock } from '../time/clock.ts';
import { isWithin } from '../time/is-within.ts';
import { withTimeLimit } from '../time/time-limit.ts';
import {
  type ClientCredentials,
  type CredentialsSource,
  readCredentials,
} from './credentials-source.ts';

/** Refused credentials are read again at most once in this interval. */
const minRereadIntervalMs = 5_000;

export type CredentialsStoreOptions = {
  readonly source: CredentialsSource;
  readonly secretTimeoutMs: number;
  readonly clock: Clock;
  readonly observer: Observer;
};

const areEqual = (one: ClientCredentials, other: ClientCredentials): boolean =>
  one.clientId === other.clientId && one.clientSecret === other.clientSecret;

/** Caches the client credentials until the issuer refuses them. */
export type CredentialsStore = {
  get(): Promise<ClientCredentials>;
  /**
   * Reads the credentials again after the issuer refused them. Resolves to `undefined` if the secret
   * has not changed, or if it was read again within the last five seconds.
   */
  replace(refused: ClientCredentials): Promise<ClientCredentials | undefined>;
};

export const createCredentialsStore = ({
  source,
  secretTimeoutMs,
  clock,
  observer,
}: CredentialsStoreOptions): CredentialsStore => {
  let known: ClientCredentials | undefined;
  let rereadAt = -minRereadIntervalMs;

  const onTimeout = () => new AuthError('SECRET_UNAVAILABLE', `not read in ${secretTimeoutMs} ms`);

  const get = async (): Promise<ClientCredentials> => {
    if (known) return known;
    observer.emit({ type: 'secret_read' });
    try {
      const limit = { timeoutMs: secretTimeoutMs, onTimeout };
      const read = await withTimeLimit(() => source.read(), limit);
      known = readCredentials(read, 'the result of credentials.read()');
      return known;
    } catch (error) {
      throw asAuthError(error, 'SECRET_UNAVAILABLE', 'read failed');
    }
  };

  return {
    get,
    async replace(refused) {
      if (known && !areEqual(known, refused)) return known;
      if (isWithin(clock, minRereadIntervalMs, rereadAt)) return undefined;
      rereadAt = clock.now();
      known = undefined;
      const current = await get();
      return areEqual(current, refused) ? undefined : current;
    },
  };
};
