import type { Writable } from 'node:stream';
import { correlationIdHeader } from '@hopwise/contracts/correlation-id';

export type Prelude = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
};

/** Puts status and headers before what is written to the stream. */
export type OpenResponse = (stream: Writable, prelude: Prelude) => Writable;

export type Responder = {
  json(statusCode: number, body: object): void;
  eventStream(): Writable;
  /** Whether the event stream has begun, so that the status can no longer change. */
  isStreaming(): boolean;
};

export type ResponderOptions = {
  readonly stream: Writable;
  readonly openResponse: OpenResponse;
  readonly allowedOrigin: string;
  readonly correlationId: string;
};

export const createResponder = (options: ResponderOptions): Responder => {
  let streaming = false;
  const open = (statusCode: number, contentType: string): Writable =>
    options.openResponse(options.stream, {
      statusCode,
      headers: {
        'content-type': contentType,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'access-control-allow-origin': options.allowedOrigin,
        'access-control-expose-headers': correlationIdHeader,
        [correlationIdHeader]: options.correlationId,
      },
    });
  return {
    json(statusCode, body) {
      const response = open(statusCode, 'application/json; charset=utf-8');
      // Not `end(body)`: status and headers go out with the first `write`, and without one never.
      response.write(JSON.stringify(body));
      response.end();
    },
    eventStream() {
      streaming = true;
      return open(200, 'text/event-stream; charset=utf-8');
    },
    isStreaming: () => streaming,
  };
};
