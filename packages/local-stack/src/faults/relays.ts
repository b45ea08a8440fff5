import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { writeResponse } from '../aws-endpoint/write-response.ts';
import type { HttpRequest, HttpResponse } from '../http/http1-or-http2.ts';
import { readBody } from '../http/read-body.ts';
import type { Relay } from '../http/relay.ts';

const maxBodyBytes = 7 * 1024 * 1024;

export type RelayAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
};

/** Applies a relay only to requests whose path begins with `prefix`. */
export const requestsTo = (prefix: string, relay: Relay): Relay => ({
  ...relay,
  handle(request, response, next) {
    if (request.url?.startsWith(prefix)) {
      relay.handle(request, response, next);
    } else {
      next();
    }
  },
});

/** Answers every request with JSON. */
export const answering = (answer: (body: Buffer) => RelayAnswer): Relay => ({
  handle(request, response) {
    readBody(request, maxBodyBytes)
      .then((received) => {
        const { status, headers, body } = answer(received);
        const rendered = {
          status,
          headers: { 'content-type': 'application/json', ...headers },
          body: Buffer.from(JSON.stringify(body)),
        };
        return writeResponse(response, rendered, new AbortController().signal);
      })
      .catch(() => hangUp(request));
  },
});

/** Applies a relay only to the first request. */
export const firstRequestOnly = (relay: Relay): Relay => {
  let applied = false;
  return {
    ...relay,
    handle(request, response, next) {
      if (applied) return next();
      applied = true;
      relay.handle(request, response, next);
    },
  };
};

/** Accepts requests and never answers them. */
export const hanging = (): Relay => {
  const held = new Set<HttpRequest>();
  return {
    handle(request, response) {
      held.add(request);
      response.once('close', () => held.delete(request));
      request.resume();
    },
    release() {
      for (const request of held) hangUp(request);
    },
  };
};

/** Closes the connection instead of answering. */
export const closingConnections = (): Relay => ({ handle: (request) => hangUp(request) });

/** Serves one request per connection, and closes the connection on the second. */
export const closingReusedConnections = (): Relay => {
  const used = new WeakSet<Socket>();
  return {
    handle(request, _response, next) {
      if (used.has(request.socket)) return hangUp(request);
      used.add(request.socket);
      next();
    },
  };
};

/** Changes or removes a request header. */
export const changingHeader = (name: string, value: string | undefined): Relay => ({
  handle(request, _response, next) {
    // Node computes these views from the raw headers on first access, so read them before the raw headers
    // change.
    const { headers, rawHeaders } = request;
    const distinct = 'headersDistinct' in request ? request.headersDistinct : {};
    for (let index = rawHeaders.length - 2; index >= 0; index -= 2) {
      if (rawHeaders[index]?.toLowerCase() === name) rawHeaders.splice(index, 2);
    }
    delete headers[name];
    delete distinct[name];
    if (value !== undefined) {
      rawHeaders.push(name, value);
      headers[name] = value;
      distinct[name] = [value];
    }
    next();
  },
});

/** Passes on the first bytes of an answer, then closes the connection. */
export const cuttingAfter = (limitBytes: number): Relay => ({
  handle(request, response, next) {
    let sentBytes = 0;
    const write = response.write.bind(response) as (chunk: unknown, ...rest: unknown[]) => boolean;
    const end = response.end.bind(response) as (...rest: unknown[]) => HttpResponse;
    response.write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
      if (sentBytes > limitBytes) return true;
      sentBytes += Buffer.byteLength(chunk);
      const written = write(chunk, ...rest);
      // The bytes that were already written leave first.
      if (sentBytes > limitBytes) setImmediate(() => hangUp(request));
      return written;
    }) as typeof response.write;
    response.end = ((...rest: unknown[]) =>
      sentBytes > limitBytes ? response : end(...rest)) as typeof response.end;
    next();
  },
});

/** Refuses the first bearer token that it sees, every time, and passes on all others. */
export const refusingFirstToken = (refusal: RelayAnswer): Relay => {
  let refused: string | undefined;
  const refuse = answering(() => refusal);
  return {
    handle(request, response, next) {
      const presented = digest(request.headers.authorization ?? '');
      refused ??= presented;
      if (presented === refused) {
        refuse.handle(request, response, next);
      } else {
        next();
      }
    },
  };
};

const hangUp = (request: HttpRequest): void => {
  request.socket.destroy();
};

const digest = (text: string): string => createHash('sha256').update(text).digest('base64');
