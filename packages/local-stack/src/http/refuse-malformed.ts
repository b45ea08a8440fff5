import { type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** An answer of a server itself, in the form of an AWS error. */
export type Refusal = { readonly status: number; readonly code: string; readonly message: string };

const badRequest: Refusal = {
  status: 400,
  code: 'BadRequestException',
  message: 'The request is not valid HTTP.',
};

/** Keyed by the error code that Node's HTTP parser reports. */
const refusals: Readonly<Record<string, Refusal>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'RequestTimeoutException',
    message: 'The request did not arrive in time.',
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    code: 'RequestEntityTooLargeException',
    message: 'The chunk extensions of the request are too large.',
  },
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'RequestHeaderFieldsTooLargeException',
    message: 'The headers of the request are too large.',
  },
};

const connectRefusal: Refusal = {
  status: 405,
  code: 'MethodNotAllowedException',
  message: 'CONNECT is not supported.',
};

const upgradeRefusal: Refusal = {
  status: 400,
  code: 'BadRequestException',
  message: 'Upgrade is not supported.',
};

/**
 * Makes a server answer input that never becomes a request: bytes that are not HTTP, headers that are too
 * large or too slow, `CONNECT` and `Upgrade`. The answer has the form of an AWS error.
 */
export const refuseMalformed = (server: Server): void => {
  const responses = new WeakMap<Duplex, ServerResponse>();
  server.on('request', ({ socket }, response) => responses.set(socket, response));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const response = responses.get(socket);
    // After the first bytes of a response, a refusal would look like part of that response.
    const answering = response?.headersSent === true && !response.writableFinished;
    if (!socket.writable || answering) {
      socket.destroy();
    } else {
      socket.end(raw(refusals[error.code ?? ''] ?? badRequest));
    }
  });
  const refuseAll = (refusal: Refusal) => (_request: unknown, socket: Duplex) => {
    socket.on('error', () => socket.destroy());
    socket.end(raw(refusal));
  };
  server.on('connect', refuseAll(connectRefusal));
  server.on('upgrade', refuseAll(upgradeRefusal));
};

const raw = ({ status, code, message }: Refusal): string => {
  const body = JSON.stringify({ message });
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'connection: close',
    'content-type: application/json',
    `x-amzn-errortype: ${code}`,
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
};
