import { type Clock, isWithin } from './clock.ts';
import type { ClientCredentials, CredentialsSource } from './credentials-source.ts';
import { within } from './deadline.ts';
import { AuthError, asAuthError } from './errors.ts';
import type { Observer } from './observer.ts';

/** Refused credentials are read anew at most once in this time, however often they are refused. */
const minRereadIntervalMs = 5_000;

export type CredentialsStoreOptions = {
  readonly source: CredentialsSource;
  readonly secretTimeoutMs: number;
  readonly clock: Clock;
  readonly observer: Observer;
};

const areEqual = (one: ClientCredentials, other: ClientCredentials): boolean =>
  one.clientId === other.clientId && one.clientSecret === other.clientSecret;

/** Keeps the client credentials until the issuer refuses them. */
export type CredentialsStore = {
  get(): Promise<ClientCredentials>;
  /**
   * Forgets refused credentials and reads them anew. `undefined` where that is of no use: the secret
   * has not changed, or has been read anew a moment ago.
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
      known = await within(source.read(), { timeoutMs: secretTimeoutMs, onTimeout });
      return known;
    } catch (error) {
      throw asAuthError(error, 'SECRET_UNAVAILABLE', 'not read');
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
