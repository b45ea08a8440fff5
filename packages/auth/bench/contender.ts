import type { Endpoint } from './endpoint.ts';

/** A token library, used as its documentation shows, with its defaults. */
export type TokenClient = {
  /** Gets the token for one invocation. */
  token(): Promise<string>;
  /** Calls the gateway once, if the library handles a 401 itself. */
  call?(): Promise<unknown>;
  /** The object that an application keeps, and could log by mistake. */
  readonly kept: unknown;
};

export type Contender = {
  readonly name: string;
  /** `false` if the documentation shows no cache. Each call then requests a token. */
  readonly caches: boolean;
  /** Age at which a token with a life of one hour is renewed. `undefined`: never. */
  readonly renewsAfterSeconds: number | undefined;
  create(endpoint: Endpoint): TokenClient;
};
