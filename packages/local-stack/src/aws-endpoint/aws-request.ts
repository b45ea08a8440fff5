import type { Session } from '../access/session.ts';

/** A request with a verified SigV4 signature. */
export type AwsRequest = {
  readonly method: string;
  /** Path as received, percent-encoded. */
  readonly path: string;
  /** Query string as received, without the question mark. */
  readonly query: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly session: Session;
  /** Aborts when the client disconnects. */
  readonly signal: AbortSignal;
};

export type AwsResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
};

/** A service behind the shared endpoint. It receives the requests that are signed for it. */
export type AwsHandler = {
  /** Signing name, for instance `secretsmanager`. */
  readonly signingName: string;
  handle(request: AwsRequest): Promise<AwsResponse>;
};
