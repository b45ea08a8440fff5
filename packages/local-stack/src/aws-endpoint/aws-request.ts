import type { Session } from '../access/session.ts';

/** A request whose SigV4 signature has been verified. */
export type AwsRequest = {
  readonly method: string;
  /** Path as sent, percent-encoded. */
  readonly path: string;
  /** Query string as sent, without the question mark. */
  readonly query: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly session: Session;
  /** Aborts when the client goes away. */
  readonly signal: AbortSignal;
};

export type AwsResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
};

/** A service behind the shared endpoint. A request reaches the service that it was signed for. */
export type AwsHandler = {
  /** Signing name, for instance `secretsmanager`. */
  readonly signingName: string;
  handle(request: AwsRequest): Promise<AwsResponse>;
};
