import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SignInConfig } from '@hopwise/contracts/web-ui-config';

export type CannedUserPool = {
  readonly origin: string;
  readonly config: SignInConfig;
  /** Grant types of the token requests, in order. */
  readonly grants: readonly string[];
  readonly revoked: readonly string[];
  close(): Promise<void>;
};

export type CannedUserPoolOptions = {
  /** Lifetime of an access token. */
  readonly accessTokenSeconds?: number;
};

const clientId = 'web-client';

/**
 * A user pool with one user who is always signed in. It has the code flow with PKCE, refresh tokens, revocation
 * and Cognito's sign-out endpoint. Its tokens are not signed, because it only tests the page.
 */
export const startCannedUserPool = async ({
  accessTokenSeconds = 3600,
}: CannedUserPoolOptions = {}): Promise<CannedUserPool> => {
  const grants: string[] = [];
  const revoked: string[] = [];
  const routes = createRoutes({ accessTokenSeconds, grants, revoked });
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const route = request.method === 'OPTIONS' ? undefined : routes[url.pathname];
    formOf(request)
      .then((form) => (route ? route({ url, form, response }) : sendJson(response, 200, {})))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const scopes = ['openid', 'hopwise/chat'];
  return {
    origin,
    config: { authority: `${origin}/pool`, clientId, domainUrl: origin, scopes },
    grants,
    revoked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

type Exchange = {
  readonly url: URL;
  readonly form: URLSearchParams;
  readonly response: ServerResponse;
};

type Pool = {
  readonly accessTokenSeconds: number;
  readonly grants: string[];
  readonly revoked: string[];
};

const createRoutes = (pool: Pool): Readonly<Record<string, (exchange: Exchange) => void>> => {
  const challenges = new Map<string, string>();
  return {
    '/pool/.well-known/openid-configuration': ({ url, response }) =>
      sendJson(response, 200, discovery(url.origin)),
    '/oauth2/authorize': ({ url, response }) => {
      const code = `code-${challenges.size + 1}`;
      challenges.set(code, url.searchParams.get('code_challenge') ?? '');
      const back = new URL(url.searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', url.searchParams.get('state') ?? '');
      redirect(response, back.href);
    },
    '/oauth2/token': ({ url, form, response }) => {
      pool.grants.push(form.get('grant_type') ?? '');
      if (!isGranted(form, challenges)) {
        return sendJson(response, 400, { error: 'invalid_grant' });
      }
      sendJson(response, 200, tokensOf(pool, url.origin));
    },
    '/oauth2/revoke': ({ form, response }) => {
      pool.revoked.push(form.get('token') ?? '');
      sendJson(response, 200, {});
    },
    '/logout': ({ url, response }) => redirect(response, url.searchParams.get('logout_uri') ?? ''),
  };
};

const isGranted = (form: URLSearchParams, challenges: ReadonlyMap<string, string>): boolean => {
  if (form.get('grant_type') === 'refresh_token') return form.get('refresh_token') === 'refresh-1';
  const verifier = createHash('sha256').update(form.get('code_verifier') ?? '');
  return challenges.get(form.get('code') ?? '') === verifier.digest('base64url');
};

const tokensOf = ({ accessTokenSeconds, grants }: Pool, origin: string) => {
  const claims = { iss: `${origin}/pool`, aud: clientId, sub: 'ada-1', email: 'ada@example.com' };
  return {
    access_token: `access-${grants.length}`,
    refresh_token: 'refresh-1',
    id_token: `${encode({ alg: 'none' })}.${encode(claims)}.`,
    token_type: 'Bearer',
    expires_in: accessTokenSeconds,
  };
};

const discovery = (origin: string) => ({
  issuer: `${origin}/pool`,
  authorization_endpoint: `${origin}/oauth2/authorize`,
  token_endpoint: `${origin}/oauth2/token`,
  revocation_endpoint: `${origin}/oauth2/revoke`,
  jwks_uri: `${origin}/pool/.well-known/jwks.json`,
});

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

const sendJson = (response: ServerResponse, status: number, body: object): void => {
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*',
    })
    .end(JSON.stringify(body));
};

const redirect = (response: ServerResponse, location: string): void => {
  response.writeHead(302, { location }).end();
};

const formOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return new URLSearchParams(text);
};
