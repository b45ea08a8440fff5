import { createServer, type RequestListener, type Server } from 'node:http';
import { refuseMalformed } from './refuse-malformed.ts';

/** Time limit for receiving a complete request. */
export const requestTimeoutMs = 60_000;

/** An HTTP/1.1 server that also answers malformed requests; see `refuseMalformed`. */
export const createHttpServer = (listener: RequestListener): Server => {
  const server = createServer({ requestTimeout: requestTimeoutMs }, listener);
  refuseMalformed(server);
  return server;
};
