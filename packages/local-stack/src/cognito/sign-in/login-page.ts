import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; display: grid; place-items: center; min-height: 100vh; }
main { box-sizing: border-box; width: min(24rem, 100%); padding: 1.5rem; }
label { display: block; margin-top: 1rem; font-weight: 600; }
input, button { box-sizing: border-box; width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; }
button { margin-top: 1.5rem; font-weight: 600; cursor: pointer; }
#error { border-inline-start: .25rem solid #d13212; padding: .5rem .75rem; }
`;

const styleHash = createHash('sha256').update(style).digest('base64');

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => entities[char] ?? '');

const document = (title: string, content: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${content}
</main>
</body>
</html>
`;

export type LoginForm = {
  readonly poolName: string;
  readonly csrfToken: string;
  /** The name from a refused attempt. */
  readonly username: string;
  readonly error: string | undefined;
};

const alert = (message: string): string => `<p role="alert" id="error">${escapeHtml(message)}</p>`;

const loginForm = ({ csrfToken, username, error }: LoginForm): string => {
  const focusUsername = username === '' ? ' autofocus' : '';
  const focusPassword = username === '' ? '' : ' autofocus';
  const invalid = error === undefined ? '' : ' aria-invalid="true" aria-describedby="error"';
  return `${error === undefined ? '' : alert(error)}
<form method="post">
<input type="hidden" name="_csrf" value="${escapeHtml(csrfToken)}">
<label for="username">Username</label>
<input id="username" name="username" value="${escapeHtml(username)}" autocomplete="username" autocapitalize="none" spellcheck="false" required${focusUsername}${invalid}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${focusPassword}${invalid}>
<button type="submit">Sign in</button>
</form>`;
};

export const renderLoginPage = (form: LoginForm): string =>
  document(`Sign in to ${form.poolName}`, loginForm(form));

export const renderRefusal = (message: string): string =>
  document('Sign-in is not possible', alert(message));

export type Page = {
  readonly status: number;
  readonly html: string;
  readonly setCookie?: string;
  /** The form's answer can redirect to this address. */
  readonly redirectUri?: string;
};

/** The CSP source of a redirection URI: its origin, or the scheme of an app. */
const sourceOf = (redirectUri: string): string => {
  const { origin, protocol } = new URL(redirectUri);
  return origin === 'null' ? protocol : origin;
};

/** Ends a response with a page that runs no script and cannot be framed. */
export const sendPage = (response: ServerResponse, page: Page): void => {
  const formAction =
    page.redirectUri === undefined ? "'none'" : `'self' ${sourceOf(page.redirectUri)}`;
  response
    .writeHead(page.status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action ${formAction}; frame-ancestors 'none'; base-uri 'none'`,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      ...(page.setCookie === undefined ? {} : { 'set-cookie': page.setCookie }),
    })
    .end(page.html);
};
