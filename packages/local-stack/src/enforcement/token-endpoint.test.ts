import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import aws4 from 'aws4';
import { analyst } from '../../testing/analyst.ts';
import { forgeries } from '../../testing/forge-token.ts';
import { movableClock, operatorOf, runStack } from '../../testing/running-stack.ts';
import {
  authorize,
  codeForm,
  machineToken,
  postForm,
  signIn,
  type UserTokens,
  webClientId,
} from '../../testing/web-sign-in.ts';
import type { LocalStack } from '../start-local-stack.ts';

const clock = movableClock();
let stack: LocalStack;
let tokens: UserTokens;

beforeAll(async () => {
  stack = await runStack({ users: [analyst], clock });
  tokens = await signIn(stack);
});
afterAll(() => stack.stop());

type Form = Readonly<Record<string, string>>;
type Headers = Readonly<Record<string, string>>;

const ask = async (form: Form, headers: Headers = {}) => {
  const response = await postForm(stack.endpoints.tokenEndpoint, form, headers);
  return [response.status, await response.json()];
};

const basic = (secret: string, clientId = stack.env.CLIENT_ID): Headers => ({
  authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`,
});

const clientSecret = (): string => stack.env.CLIENT_SECRET ?? '';
const machine = (changes: Form = {}): Form => ({
  grant_type: 'client_credentials',
  client_id: stack.env.CLIENT_ID ?? '',
  ...changes,
});

const signature = (): string => {
  const { host, pathname } = new URL(stack.endpoints.tokenEndpoint);
  const { headers } = aws4.sign(
    { host, path: pathname, method: 'POST', service: 'cognito-idp', region: 'us-east-1' },
    operatorOf(stack),
  );
  return headers?.Authorization ?? '';
};

type Case = readonly [
  name: string,
  form: () => Form,
  error: string,
  headers?: () => Headers | Promise<Headers>,
];

const cases: readonly Case[] = [
  ['no credential', () => ({ grant_type: 'client_credentials' }), 'invalid_request'],
  ['only a client id', () => machine(), 'invalid_client'],
  ['an empty secret', () => machine({ client_secret: '' }), 'invalid_client'],
  ['a forged secret', () => machine({ client_secret: 'f'.repeat(52) }), 'invalid_client'],
  [
    'a forged secret in the header',
    () => ({ grant_type: 'client_credentials' }),
    'invalid_client',
    () => basic('f'.repeat(52)),
  ],
  [
    'an unknown client',
    () => machine({ client_id: 'nobody', client_secret: clientSecret() }),
    'invalid_client',
  ],
  [
    'the secret twice',
    () => machine({ client_secret: clientSecret() }),
    'invalid_request',
    () => basic(clientSecret()),
  ],
  [
    'a SigV4 signature',
    () => machine({ client_secret: clientSecret() }),
    'invalid_client',
    () => ({ authorization: signature() }),
  ],
  [
    'an access token',
    () => ({ grant_type: 'client_credentials' }),
    'invalid_client',
    async () => ({ authorization: `Bearer ${await machineToken(stack)}` }),
  ],
  ['the public web client', () => machine({ client_id: webClientId }), 'unauthorized_client'],
  [
    "the web client with the machine client's secret",
    () => machine({ client_id: webClientId, client_secret: clientSecret() }),
    'invalid_client',
  ],
  [
    'a scope of another client',
    () => machine({ client_secret: clientSecret(), scope: 'hopwise/chat' }),
    'invalid_scope',
  ],
];

/** The recorded codes. The client itself sees only the code of the OAuth error. */
const faults: Readonly<Record<string, string>> = {
  unauthorized_client: 'CLIENT_FLOW_MISSING',
  invalid_scope: 'SCOPE_NOT_GRANTED',
};

describe('the token endpoint, for the machine client', () => {
  it.each(cases)('refuses %s', async (...row) => {
    const [, form, error, headers] = row;
    const sent = await headers?.();
    expect(await ask(form(), sent)).toEqual([400, { error }]);
    expect(stack.decisions.all().at(-1)).toMatchObject({
      hop: 6,
      credential: 'oauth',
      action: 'POST /oauth2/token',
      effect: 'deny',
      code: faults[error] ?? 'TOKEN_REQUEST_REJECTED',
    });
  });

  it.each([
    ['in the form', () => machine({ client_secret: clientSecret() }), () => ({})],
    ['in the header', () => ({ grant_type: 'client_credentials' }), () => basic(clientSecret())],
  ])('accepts the secret %s', async (_where, form, headers) => {
    expect(await ask(form(), headers())).toEqual([
      200,
      { access_token: expect.any(String), expires_in: 3600, token_type: 'Bearer' },
    ]);
    expect(stack.decisions.all().at(-1)).toMatchObject({ hop: 6, effect: 'allow' });
  });

  it('accepts an added secret until it is deleted', async () => {
    const clientId = stack.env.CLIENT_ID ?? '';
    const added = stack.cognito.addClientSecret(clientId, 'a'.repeat(52));
    const form = machine({ client_secret: 'a'.repeat(52) });
    expect(await ask(form)).toEqual([200, expect.anything()]);
    stack.cognito.deleteClientSecret(clientId, added.clientSecretId);
    expect(await ask(form)).toEqual([400, { error: 'invalid_client' }]);
  });
});

describe('the token endpoint, for a user', () => {
  const refused = [400, { error: 'invalid_grant' }];

  it('accepts a code once', async () => {
    const form = codeForm(await authorize(stack));
    expect(await ask(form)).toEqual([200, expect.objectContaining({ token_type: 'Bearer' })]);
    expect(await ask(form)).toEqual(refused);
  });

  it.each<readonly [string, Form]>([
    ['of another verifier', { code_verifier: 'v'.repeat(43) }],
    ['for another address', { redirect_uri: 'http://localhost:5173/other' }],
    ['that was never issued', { code: 'c'.repeat(36) }],
  ])('refuses a code %s', async (_name, changes) => {
    expect(await ask({ ...codeForm(await authorize(stack)), ...changes })).toEqual(refused);
  });

  it('refuses a code without its verifier', async () => {
    const { code_verifier: _, ...form } = codeForm(await authorize(stack));
    expect(await ask(form)).toEqual(refused);
  });

  const refresh = (token: string): Form => ({
    grant_type: 'refresh_token',
    client_id: webClientId,
    refresh_token: token,
  });

  it.each([
    ['a forged token', () => 'f'.repeat(64)],
    ['an access token', () => tokens.access_token],
    ['an ID token', () => tokens.id_token],
  ])('refuses %s as a refresh token', async (_name, token) => {
    expect(await ask(refresh(token()))).toEqual(refused);
  });

  it('refuses the code and the refresh token of another client', async () => {
    const other = { client_id: stack.env.CLIENT_ID ?? '', client_secret: clientSecret() };
    const unauthorized = [400, { error: 'unauthorized_client' }];
    const form = { ...codeForm(await authorize(stack)), ...other };
    expect(await ask(form)).toEqual(unauthorized);
    expect(await ask({ ...refresh(tokens.refresh_token), ...other })).toEqual(unauthorized);
  });

  it.each([
    ['a code', 5 * 60_000, async () => codeForm(await authorize(stack))],
    ['a refresh token', 12 * 60 * 60_000, async () => refresh((await signIn(stack)).refresh_token)],
  ])('refuses %s that has expired', async (_name, lifeMs, form) => {
    const [lastMoment, tooLate] = [await form(), await form()];
    clock.aheadMs = lifeMs - 2_000;
    const inTime = await ask(lastMoment);
    clock.aheadMs = lifeMs;
    const late = await ask(tooLate);
    clock.aheadMs = 0;
    expect([inTime[0], late]).toEqual([200, refused]);
  });
});

describe('the user-info endpoint', () => {
  const info = (authorization?: string) =>
    fetch(new URL('/oauth2/userInfo', stack.endpoints.tokenEndpoint), {
      headers: authorization === undefined ? {} : { authorization },
    });

  it.each<readonly [string, () => Promise<string | undefined> | string | undefined, number]>([
    ['no token', () => undefined, 401],
    ['a SigV4 signature', signature, 401],
    ['an ID token', () => `Bearer ${tokens.id_token}`, 401],
    ["the machine client's token", async () => `Bearer ${await machineToken(stack)}`, 403],
    [
      'a token without the scope openid',
      async () => `Bearer ${(await signIn(stack, 'hopwise/chat')).access_token}`,
      403,
    ],
    ...forgeries.map(
      ([name, forge]) =>
        [`a token ${name}`, async () => `Bearer ${await forge(tokens.access_token)}`, 401] as const,
    ),
  ])('refuses %s', async (_name, authorization, status) => {
    const response = await info(await authorization());
    expect(response.status).toBe(status);
    const error = status === 401 ? 'invalid_token' : 'insufficient_scope';
    expect(response.headers.get('www-authenticate')).toBe(`Bearer error="${error}"`);
    expect(await response.json()).toEqual({ error });
  });

  it("accepts the user's access token until it expires", async () => {
    const { access_token } = await signIn(stack);
    const accepted = await info(`Bearer ${access_token}`);
    expect(await accepted.json()).toMatchObject({ username: 'analyst' });
    clock.aheadMs = 3_600_000;
    const expired = await info(`Bearer ${access_token}`);
    clock.aheadMs = 0;
    expect(expired.status).toBe(401);
  });
});
