import type { Endpoint } from './endpoint.ts';

/** A token library in use: made as its own documentation shows, with its defaults. */
export type TokenClient = {
  /** The token for one invocation. */
  token(): Promise<string>;
  /** One call to the gateway, where the library handles a 401 itself. */
  call?(): Promise<unknown>;
  /** What an application keeps, and may log by mistake. */
  readonly kept: unknown;
};

export type Contender = {
  readonly name: string;
  /** False where the documentation shows no cache: each call asks for a token. */
  readonly caches: boolean;
  /** Age at which a token that lives for an hour is renewed; `undefined`: never. */
  readonly renewsAfterSeconds: number | undefined;
  create(endpoint: Endpoint): TokenClient;
};
