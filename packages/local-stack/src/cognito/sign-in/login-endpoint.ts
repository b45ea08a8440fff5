import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '@hopwise/auth/clock';
import { BodyTooLargeError, readBody } from '../../http/read-body.ts';
import { type Parameters, parseParameters } from '../http/form-parameters.ts';
import { sendRedirect } from '../http/respond.ts';
import type { SignIn, UserPools } from '../pool/user-pools.ts';
import {
  type AuthorizationRequest,
  isRefusal,
  parseAuthorizationRequest,
} from './authorization-request.ts';
import {
  csrfTokenOf,
  provesSameSite,
  readCookie,
  signInCookie,
  writeCookie,
  writeCsrfCookie,
} from './cookies.ts';
import { issueCode } from './issue-code.ts';
import { renderLoginPage, renderRefusal, sendPage } from './login-page.ts';

const maxBodyBytes = 8 * 1024;
/** How long a browser stays signed in at the domain. */
const signInSeconds = 3600;

export type SignInContext = { readonly pools: UserPools; readonly clock: Clock };

const queryOf = ({ url = '' }: IncomingMessage): string =>
  url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';

/** Returns the valid request. Otherwise sends the refusal and returns undefined. */
const accept = (
  request: IncomingMessage,
  response: ServerResponse,
  pools: UserPools,
): AuthorizationRequest | undefined => {
  const parsed = parseAuthorizationRequest(pools, queryOf(request));
  if (!isRefusal(parsed)) return parsed;
  if (parsed.kind === 'redirect') {
    sendRedirect(response, parsed.location);
  } else {
    sendPage(response, { status: 400, html: renderRefusal(parsed.message) });
  }
  return undefined;
};

const sendForm = (
  request: IncomingMessage,
  response: ServerResponse,
  form: {
    readonly authorization: AuthorizationRequest;
    readonly username?: string;
    readonly error?: string;
  },
): void => {
  const { client, redirectUri } = form.authorization;
  const csrfToken = csrfTokenOf(request.headers.cookie);
  sendPage(response, {
    status: form.error === undefined ? 200 : 400,
    redirectUri,
    setCookie: writeCsrfCookie(csrfToken),
    html: renderLoginPage({
      poolName: client.pool.name,
      csrfToken,
      username: form.username ?? '',
      error: form.error,
    }),
  });
};

/** `/oauth2/authorize`: redirects a signed-in browser with a code, and any other to the sign-in page. */
export const handleAuthorizeRequest = (
  request: IncomingMessage,
  response: ServerResponse,
  { pools }: SignInContext,
): void => {
  const authorization = accept(request, response, pools);
  if (authorization === undefined) return;
  const key = readCookie(request.headers.cookie, signInCookie);
  const signIn = key === undefined ? undefined : authorization.client.pool.signIns.find(key);
  sendRedirect(
    response,
    signIn === undefined ? `/login?${queryOf(request)}` : issueCode(authorization, signIn),
  );
};

const readForm = async (request: IncomingMessage): Promise<Parameters | undefined> => {
  try {
    return parseParameters((await readBody(request, maxBodyBytes)).toString('utf8'));
  } catch (error) {
    if (error instanceof BodyTooLargeError) return undefined;
    throw error;
  }
};

const completeSignIn = (
  response: ServerResponse,
  authorization: AuthorizationRequest,
  signIn: SignIn,
): void => {
  const key = authorization.client.pool.signIns.add(signIn, signInSeconds * 1000);
  sendRedirect(response, issueCode(authorization, signIn), {
    'set-cookie': writeCookie(signInCookie, key, signInSeconds),
  });
};

/** `/login`: serves the sign-in page and accepts its form. */
export const handleLoginRequest = async (
  request: IncomingMessage,
  response: ServerResponse,
  { pools, clock }: SignInContext,
): Promise<void> => {
  const authorization = accept(request, response, pools);
  if (authorization === undefined) return;
  if (request.method !== 'POST') return sendForm(request, response, { authorization });

  const form = await readForm(request);
  if (form === undefined || !provesSameSite(request.headers.cookie, form.get('_csrf'))) {
    return sendForm(request, response, {
      authorization,
      error: 'The form has expired. Please sign in again.',
    });
  }
  const username = form.get('username') ?? '';
  const user = authorization.client.pool.users.authenticate(username, form.get('password') ?? '');
  if (user === undefined) {
    return sendForm(request, response, {
      authorization,
      username,
      error: 'Incorrect username or password.',
    });
  }
  completeSignIn(response, authorization, {
    sub: user.sub,
    authTimeSeconds: Math.floor(clock.now() / 1000),
  });
};

/** `/logout`: ends the browser's sign-in and redirects it to a sign-out URL of the client. */
export const handleLogoutRequest = (
  request: IncomingMessage,
  response: ServerResponse,
  { pools }: SignInContext,
): void => {
  const parameters = parseParameters(queryOf(request));
  const client = pools.findClient(parameters?.get('client_id') ?? '');
  const logoutUri = parameters?.get('logout_uri');
  if (client === undefined || logoutUri === undefined || !client.logoutUrls.includes(logoutUri)) {
    const message = 'The sign-out address (logout_uri) is not a sign-out URL of the app client.';
    sendPage(response, { status: 400, html: renderRefusal(message) });
    return;
  }
  const key = readCookie(request.headers.cookie, signInCookie);
  if (key !== undefined) client.pool.signIns.take(key);
  sendRedirect(response, logoutUri, { 'set-cookie': writeCookie(signInCookie, '', 0) });
};
