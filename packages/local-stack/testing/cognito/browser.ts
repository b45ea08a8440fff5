import { analyst, callbackUrl, type RunningCognito } from './running-cognito.ts';

export const credentials = { username: analyst.username, password: analyst.password };

/** The query of a web client's authorization request. */
export const queryOf = (changes: Readonly<Record<string, string>> = {}): URLSearchParams =>
  new URLSearchParams({
    client_id: 'webclient',
    redirect_uri: callbackUrl,
    response_type: 'code',
    ...changes,
  });

export const cookieOf = (response: Response, name: string): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .find((cookie) => cookie.startsWith(`${name}=`)) ?? '';

/** Opens a page of the domain without following redirections. */
export const open = (
  running: RunningCognito,
  path: string,
  init: RequestInit = {},
): Promise<Response> =>
  fetch(`${running.pool.domainOrigin}${path}`, { redirect: 'manual', ...init });

/** Opens the sign-in page, then fills in and sends its form. */
export const submit = async (
  running: RunningCognito,
  query: URLSearchParams,
  fields: Readonly<Record<string, string>>,
): Promise<Response> => {
  const page = await open(running, `/login?${query}`);
  const [, csrf = ''] = /name="_csrf" value="([^"]+)"/.exec(await page.text()) ?? [];
  return open(running, `/login?${query}`, {
    method: 'POST',
    headers: { cookie: cookieOf(page, 'XSRF-TOKEN') },
    body: new URLSearchParams({ _csrf: csrf, ...fields }),
  });
};

/** Signs the analyst in and returns the code. */
export const signIn = async (
  running: RunningCognito,
  changes: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const response = await submit(running, queryOf(changes), credentials);
  return new URL(response.headers.get('location') ?? '').searchParams.get('code') ?? '';
};

/** Exchanges a code for tokens. */
export const exchange = (
  running: RunningCognito,
  code: string,
  changes: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  running.postToken(
    new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'webclient',
      redirect_uri: callbackUrl,
      code,
      ...changes,
    }).toString(),
  );

export type Tokens = {
  readonly access_token: string;
  readonly id_token?: string;
  readonly refresh_token?: string;
};

export const tokensOf = async (response: Response): Promise<Tokens> =>
  (await response.json()) as Tokens;

/** Status and body of a refused request. */
export const errorOf = async (response: Response): Promise<object> => ({
  status: response.status,
  ...((await response.json()) as object),
});
