import type { Clock } from './clock.ts';
import type { ClientCredentials, CredentialsSource } from './credentials-source.ts';
import { within } from './deadline.ts';
import { AuthError, failureCause } from './errors.ts';
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
export class CredentialsStore {
  readonly #options: CredentialsStoreOptions;
  #credentials: ClientCredentials | undefined;
  #rereadAt = Number.NEGATIVE_INFINITY;

  constructor(options: CredentialsStoreOptions) {
    this.#options = options;
  }

  async get(): Promise<ClientCredentials> {
    this.#credentials ??= await this.#read();
    return this.#credentials;
  }

  /**
   * Forgets refused credentials and reads them anew. `undefined` where that is of no use: the secret
   * has not changed, or has been read anew a moment ago.
   */
  async replace(refused: ClientCredentials): Promise<ClientCredentials | undefined> {
    const known = this.#credentials;
    if (known !== undefined && !areEqual(known, refused)) return known;
    const now = this.#options.clock.now();
    const elapsedMs = now - this.#rereadAt;
    if (elapsedMs >= 0 && elapsedMs < minRereadIntervalMs) return undefined;
    this.#rereadAt = now;
    this.#credentials = undefined;
    const current = await this.get();
    return areEqual(current, refused) ? undefined : current;
  }

  #read(): Promise<ClientCredentials> {
    const { source, secretTimeoutMs, observer } = this.#options;
    observer.emit({ type: 'secret_read' });
    const credentials = Promise.resolve()
      .then(() => source.read())
      .catch((error: unknown) => {
        if (error instanceof AuthError) throw error;
        throw new AuthError('SECRET_UNAVAILABLE', 'The client credentials could not be read.', {
          cause: failureCause(error),
        });
      });
    return within(credentials, {
      timeoutMs: secretTimeoutMs,
      onTimeout: () =>
        new AuthError(
          'SECRET_UNAVAILABLE',
          `The client credentials could not be read within ${secretTimeoutMs} ms.`,
        ),
    });
  }
}
