import type { RequestListener, Server } from 'node:http';
import { createHttpServer } from './http-server.ts';

/**
 * An HTTP server that can listen before it can answer: addresses must be known before what is served
 * at them can be built.
 */
export type LateServer = {
  readonly server: Server;
  attach(listener: RequestListener): void;
};

/** `before` puts what every request passes first before the listener. */
export const createLateServer = (
  before: (listener: RequestListener) => RequestListener,
): LateServer => {
  let attached: RequestListener = (_request, response) => {
    response.writeHead(503, { 'retry-after': '1' }).end();
  };
  return {
    server: createHttpServer(before((request, response) => attached(request, response))),
    attach(listener) {
      attached = listener;
    },
  };
};
