import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { guarded, type PortRule } from './port-guard.ts';
import { refuseMalformed } from './refuse-malformed.ts';

/** Time limit for receiving a complete request. */
export const requestTimeoutMs = 60_000;

/**
 * An HTTP/1.1 server with the rule of its port, see `guarded`. It also answers malformed requests; see `refuseMalformed`.
 */
export const createHttpServer = (rule: PortRule, listener: RequestListener): Server => {
  const options = {
    requestTimeout: requestTimeoutMs,
    // Clients in Java offer HTTP/2 with every request, and continue without it (RFC 9110, section 7.8).
    shouldUpgradeCallback: ({ headers }: IncomingMessage) => headers.upgrade !== 'h2c',
  };
  const server = createServer(options, guarded(rule, listener));
  refuseMalformed(server);
  return server;
};
