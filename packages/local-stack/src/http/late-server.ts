import { createServer, type RequestListener, type Server } from 'node:http';

/**
 * An HTTP server that can listen before it can answer: addresses must be known before what is served
 * at them can be built.
 */
export type LateServer = {
  readonly server: Server;
  attach(listener: RequestListener): void;
};

export const createLateServer = (): LateServer => {
  let attached: RequestListener = (_request, response) => {
    response.writeHead(503, { 'retry-after': '1' }).end();
  };
  return {
    server: createServer((request, response) => attached(request, response)),
    attach(listener) {
      attached = listener;
    },
  };
};
