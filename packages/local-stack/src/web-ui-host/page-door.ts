import type { IncomingMessage } from 'node:http';
import { readBody } from '../http/read-body.ts';
import type { PageAccess } from './page-access.ts';
import { jsonAnswer, type PageAnswer } from './page-answer.ts';

const maxCodeBytes = 1024;

const sessionPath = '/local/session';
const scriptPath = '/local/door.js';

const cure = 'Run `./hopwise page` and open the address that it prints. Each address works once.';

/** The answer to a request for data without the cookie. The page shows the message. */
export const noAccess = (): PageAnswer =>
  jsonAnswer(401, { message: `This browser has no access to the local stack. ${cure}` });

/**
 * Answers the routes that give a browser access. Returns `undefined` for every other route.
 *
 * `POST /local/session` exchanges a code for the cookie. `GET /local/session` says whether the browser has access: a browser
 * does not send the cookie when a person follows a link from another site, but does when the door asks.
 */
export const answerDoor = async (
  request: IncomingMessage,
  pathname: string,
  access: PageAccess,
): Promise<PageAnswer | undefined> => {
  if (pathname === scriptPath && request.method === 'GET') return doorScript;
  if (pathname !== sessionPath) return undefined;
  const { method, headers } = request;
  if (method === 'POST') {
    const body = await readBody(request, maxCodeBytes).catch(() => Buffer.alloc(0));
    const cookie = access.exchange(body.toString('utf8'));
    if (cookie !== undefined) return session(true, { 'set-cookie': cookie });
  }
  if (method !== 'POST' && method !== 'GET') return undefined;
  const hasAccess = access.hasAccess(headers.cookie);
  // A question for the access is not a failure. The browser would log each status above 399 in its console.
  return hasAccess || method === 'GET' ? session(hasAccess) : noAccess();
};

const session = (access: boolean, headers: Readonly<Record<string, string>> = {}): PageAnswer => {
  const answer = jsonAnswer(200, { access });
  return { ...answer, headers: { ...answer.headers, ...headers } };
};

const help = `<main><h1>This browser has no access to the local stack</h1><p>Run <code>./hopwise page</code> and open the address that it prints.</p><p>Each address works once. The browser then keeps its access until the stack stops.</p></main>`;

/**
 * The page for a browser without the cookie. Its script exchanges the code of the address, or shows how to get a new
 * address. It has status 200, because every first open shows it: the browser would log another status as an error.
 */
export const doorPage = (): PageAnswer => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  body: `<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Hopwise</title><script type="module" src="${scriptPath}"></script></head><body><template>${help}</template><noscript><p>The page needs JavaScript.</p></noscript></body></html>`,
});

const doorScript: PageAnswer = {
  status: 200,
  headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' },
  body: `const code = new URLSearchParams(location.hash.slice(1)).get('code');
// The code does not stay in the address bar or in the history.
if (code !== null) history.replaceState(null, '', location.pathname + location.search);
const init = code === null ? {} : { method: 'POST', body: code };
const refused = { access: false };
const { access } = await fetch('${sessionPath}', init).then((answer) => (answer.ok ? answer.json() : refused), () => refused);
if (access) {
  location.reload();
} else {
  document.body.append(document.querySelector('template').content.cloneNode(true));
}
`,
};
