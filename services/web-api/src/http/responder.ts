import type { Writable } from 'node:stream';
import { correlationIdHeader } from '@hopwise/contracts/correlation-id';
import { corsHeaders } from './cors-headers.ts';

export type Prelude = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
};

/** Returns a stream that sends the status and the headers before its first write. */
export type OpenResponse = (stream: Writable, prelude: Prelude) => Writable;

export type Responder = {
  json(statusCode: number, body: object): void;
  eventStream(): Writable;
  /** Whether the event stream has started. After that the status can no longer change. */
  isStreaming(): boolean;
};

export type ResponderOptions = {
  readonly stream: Writable;
  readonly openResponse: OpenResponse;
  readonly allowedOrigin: string;
  readonly correlationId: string;
};

/** Writes the response of one request, as JSON or as an event stream. */
export const createResponder = (options: ResponderOptions): Responder => {
  let streaming = false;
  const open = (statusCode: number, contentType: string): Writable =>
    options.openResponse(options.stream, {
      statusCode,
      headers: {
        'content-type': contentType,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        ...corsHeaders(options.allowedOrigin),
        [correlationIdHeader]: options.correlationId,
      },
    });
  return {
    json(statusCode, body) {
      const response = open(statusCode, 'application/json; charset=utf-8');
      // `end(body)` would not send the status and the headers: only `write` does.
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
