import { createServer, type RequestListener, type Server } from 'node:http';
import { refuseMalformed } from './refuse-malformed.ts';

/** How long a request may take to arrive. */
export const requestTimeoutMs = 60_000;

/** An HTTP/1.1 server that answers what is no request, too; see `refuseMalformed`. */
export const createHttpServer = (listener: RequestListener): Server => {
  const server = createServer({ requestTimeout: requestTimeoutMs }, listener);
  refuseMalformed(server);
  return server;
};
