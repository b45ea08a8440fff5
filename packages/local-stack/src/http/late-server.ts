import type { RequestListener, Server } from 'node:http';
import { createHttpServer } from './http-server.ts';
import type { PortRule } from './port-guard.ts';

/**
 * An HTTP server that listens before it has a request listener. What it serves can only be built once all
 * addresses are known.
 */
export type LateServer = {
  readonly server: Server;
  attach(listener: RequestListener): void;
};

/** `before` returns a listener that runs in front of the given one. */
export const createLateServer = (
  rule: PortRule,
  before: (listener: RequestListener) => RequestListener,
): LateServer => {
  let attached: RequestListener = (_request, response) => {
    response.writeHead(503, { 'retry-after': '1' }).end();
  };
  return {
    server: createHttpServer(
      rule,
      before((request, response) => attached(request, response)),
    ),
    attach(listener) {
      attached = listener;
    },
  };
};
