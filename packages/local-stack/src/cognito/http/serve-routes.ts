import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { sendJson, sendPreflight } from './respond.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export type Route = {
  readonly methods: readonly string[];
  /** Whether scripts of other origins can call the route. */
  readonly crossOrigin: boolean;
  readonly handle: Handler;
};

/** Routes by path. */
export type Routes = Readonly<Record<string, Route>>;

const handlerOf = (routes: Routes, request: IncomingMessage): Handler => {
  const path = request.url?.split('?')[0] ?? '';
  const method = request.method ?? '';
  const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (route === undefined) {
    return (_, response) => sendJson(response, 404, { body: { message: 'Not Found' } });
  }
  if (route.methods.includes(method)) return route.handle;
  const allow = route.methods.join(', ');
  if (route.crossOrigin && method === 'OPTIONS') {
    return (_, response) => sendPreflight(response, allow);
  }
  return (_, response) =>
    sendJson(response, 405, {
      body: { error: 'invalid_request' },
      headers: { allow, connection: 'close' },
    });
};

/** Ends a response whose handler failed. Reports the error unless the client disconnected. */
const endFailedResponse = (
  error: unknown,
  request: IncomingMessage,
  response: ServerResponse,
): void => {
  if (response.headersSent || !request.complete) {
    response.destroy();
  } else {
    sendJson(response, 500, { body: { error: 'server_error' } });
  }
  if (request.complete && error instanceof Error) process.emitWarning(error);
};

/** Serves routes only on the given origins. Any other Host header means DNS rebinding. */
export const serveRoutes = (origins: readonly string[], routes: Routes): RequestListener => {
  const hosts = new Set(origins.map((origin) => new URL(origin).host));
  return async (request, response) => {
    if (!hosts.has(request.headers.host ?? '')) {
      sendJson(response, 421, { body: { message: 'Misdirected Request' } });
      return;
    }
    try {
      await handlerOf(routes, request)(request, response);
    } catch (error) {
      endFailedResponse(error, request, response);
    }
  };
};
