import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import type { WebUiConfig } from '@hopwise/contracts/web-ui-config';
import { answerLocalRoute, type LocalRoutesOptions } from './local-routes.ts';
import type { PageAccess } from './page-access.ts';
import { jsonAnswer, type PageAnswer, plainPage } from './page-answer.ts';
import { connectionsOf } from './page-config.ts';
import { answerDoor, doorPage, noAccess } from './page-door.ts';
import { answerFile } from './page-files.ts';
import { securityHeaders } from './security-headers.ts';
import type { WebUi } from './web-ui.ts';

export type WebUiHostOptions = LocalRoutesOptions &
  Pick<WebUi, 'build'> & {
    /** Origin of the page. The host refuses requests with any other host name. */
    readonly origin: string;
    readonly config: WebUiConfig;
    /** Who can use the page. Absent for a page that other machines reach: it has no `/local/` routes. */
    readonly access: PageAccess | undefined;
  };

const buildPollS = 1;

/** Serves the page's origin: the built files, the stage's configuration, and the `/local/` routes. */
export const createWebUiHost = (options: WebUiHostOptions): RequestListener => {
  const { config, origin } = options;
  const { host } = new URL(origin);
  const headers = securityHeaders(connectionsOf(config));
  return (request, response) => {
    const left = new AbortController();
    response.once('close', () => left.abort());
    answer(request, { ...options, host, signal: left.signal })
      .catch(() => jsonAnswer(500, { message: 'The page host failed.' }))
      .then((answered) => {
        request.resume();
        send(response, { ...answered, headers: { ...headers, ...answered.headers } });
      });
  };
};

type Context = WebUiHostOptions & { readonly host: string; readonly signal: AbortSignal };

const answer = async (request: IncomingMessage, context: Context): Promise<PageAnswer> => {
  const url = URL.parse(request.url ?? '/', context.origin);
  if (!url) return jsonAnswer(400, { message: 'The path is malformed.' });
  if (request.headers.host !== context.host) {
    return jsonAnswer(421, { message: 'This server does not serve this host name.' });
  }
  const { access } = context;
  if (url.pathname.startsWith('/local/') && access !== undefined) {
    return answerLocal({ request, url, access }, context);
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return {
      ...jsonAnswer(405, { message: 'Only GET and HEAD are allowed.' }),
      headers: { allow: 'GET, HEAD' },
    };
  }
  if (url.pathname === '/config.json') return jsonAnswer(200, context.config);
  if (url.pathname === '/favicon.ico') return emptyIcon;
  return isDocument(url.pathname) && access?.hasAccess(request.headers.cookie) === false
    ? doorPage()
    : answerPage(request, url.pathname, context);
};

const isDocument = (pathname: string): boolean => ['', '.html'].includes(extname(pathname));

/** Browsers request this icon for pages that name none: the door and the placeholder. */
const emptyIcon: PageAnswer = {
  status: 200,
  headers: { 'content-type': 'image/svg+xml', 'cache-control': 'no-store' },
  body: '<svg xmlns="http://www.w3.org/2000/svg"/>',
};

type LocalCall = {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly access: PageAccess;
};

const answerLocal = async (
  { request, url, access }: LocalCall,
  context: Context,
): Promise<PageAnswer> => {
  if (!isOfThePage(request)) {
    return jsonAnswer(403, { message: 'Only the page itself can use this route.' });
  }
  const door = await answerDoor(request, url.pathname, access);
  if (door !== undefined) return door;
  if (!access.hasAccess(request.headers.cookie)) return noAccess();
  const { method = 'GET' } = request;
  return answerLocalRoute({ method, url, signal: context.signal }, context);
};

/** A page of another port of this machine must not use the cookie, which browsers send to every port. */
const isOfThePage = ({ headers }: IncomingMessage): boolean =>
  headers['sec-fetch-site'] === 'same-origin';

const answerPage = async (
  { headers }: IncomingMessage,
  pathname: string,
  { build }: Context,
): Promise<PageAnswer> => {
  const built = build();
  if (built.state === 'failed') {
    return plainPage(503, { title: 'The page could not be built', text: built.detail });
  }
  if (built.state === 'building') {
    const text = 'The web UI is being built. This page reloads automatically.';
    // The browser would log each reload with another status as an error. An open page must not take this for its file.
    const status = isDocument(pathname) ? 200 : 503;
    return plainPage(status, { title: 'One moment', text, reloadS: buildPollS });
  }
  return answerFile(built.directory, {
    pathname,
    ifNoneMatch: headers['if-none-match'],
    acceptsGzip: /\bgzip\b/.test(String(headers['accept-encoding'] ?? '')),
  });
};

const send = (response: ServerResponse, { status, headers, body }: PageAnswer): void => {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  // Node omits the body of an answer to HEAD.
  response.end(body);
};
