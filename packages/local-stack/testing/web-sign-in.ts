import * as oauth from 'oauth4webapi';
import { physicalId } from '../src/deployment/physical-id.ts';
import type { LocalStack } from '../src/start-local-stack.ts';

export const webClientId = physicalId('WebClient', 'lowerAlphanumeric', 26);

/** Origin of the page of a stage without its own domain. */
export const webOrigin = `https://d${physicalId('WebUiDistribution/', 'lowerAlphanumeric', 13)}.cloudfront.net`;

/** The address to which the stage `dev` redirects a browser after the sign-in. */
export const webCallbackUrl = `${webOrigin}/`;

export type UserTokens = {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
};

export type AuthorizationCode = { readonly code: string; readonly verifier: string };

/** Signs the stack's user in on the sign-in page like a browser. Ends before the code exchange. */
export const authorize = async (
  { endpoints, env }: LocalStack,
  scope = 'openid hopwise/chat',
): Promise<AuthorizationCode> => {
  const verifier = oauth.generateRandomCodeVerifier();
  const query = new URLSearchParams({
    client_id: webClientId,
    redirect_uri: webCallbackUrl,
    response_type: 'code',
    scope,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const login = new URL(`/login?${query}`, endpoints.tokenEndpoint);
  const page = await fetch(login);
  const [, csrf = ''] = /name="_csrf" value="([^"]+)"/.exec(await page.text()) ?? [];
  const signedIn = await fetch(login, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: page.headers.getSetCookie()[0]?.split(';')[0] ?? '' },
    body: new URLSearchParams({
      _csrf: csrf,
      username: env.SIGN_IN_USERNAME ?? '',
      password: env.SIGN_IN_PASSWORD ?? '',
    }),
  });
  const location = new URL(signedIn.headers.get('location') ?? '');
  return { code: location.searchParams.get('code') ?? '', verifier };
};

/** The form for exchanging a code for tokens. */
export const codeForm = ({ code, verifier }: AuthorizationCode) => ({
  grant_type: 'authorization_code',
  client_id: webClientId,
  redirect_uri: webCallbackUrl,
  code,
  code_verifier: verifier,
});

/** The analyst's tokens, through an authorization code and PKCE. */
export const signIn = async (stack: LocalStack, scope?: string): Promise<UserTokens> => {
  const form = codeForm(await authorize(stack, scope));
  const response = await postForm(stack.endpoints.tokenEndpoint, form);
  return (await response.json()) as UserTokens;
};

export const postForm = (
  url: string,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> => fetch(url, { method: 'POST', body: new URLSearchParams(form), headers });

/** An access token of the machine client, with all its scopes or the given one. */
export const machineToken = async (
  { env, endpoints }: LocalStack,
  scope?: string,
): Promise<string> => {
  const response = await postForm(endpoints.tokenEndpoint, {
    grant_type: 'client_credentials',
    client_id: env.CLIENT_ID ?? '',
    client_secret: env.CLIENT_SECRET ?? '',
    ...(scope !== undefined && { scope }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
};
