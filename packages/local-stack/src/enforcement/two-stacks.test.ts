import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { askChat } from '../../testing/ask-chat.ts';
import { awsCallNames, callAws } from '../../testing/aws-calls.ts';
import { askControl, operatorOf, roleOf, runStack } from '../../testing/running-stack.ts';
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

type Signed = { readonly stack: LocalStack; readonly tokens: UserTokens };

const start = async (): Promise<Signed> => {
  const stack = await runStack({ stage: 'dev' });
  return { stack, tokens: await signIn(stack) };
};

let two: Readonly<Record<'first' | 'second', Signed>>;

beforeAll(async () => {
  const [first, second] = await Promise.all([start(), start()]);
  two = { first, second };
});
afterAll(() => Promise.all(Object.values(two).map(({ stack }) => stack.stop())));

const ask = ({ stack, tokens }: Signed) =>
  askChat(stack, 'Check security status', { authorization: `Bearer ${tokens.access_token}` });

describe('two stacks of one template in one process', () => {
  it('share no secret and no address', () => {
    const [first, second] = [two.first.stack, two.second.stack].map(({ env, state, endpoints }) => [
      env.AWS_ACCESS_KEY_ID,
      env.AWS_SECRET_ACCESS_KEY,
      env.AWS_SESSION_TOKEN,
      env.CLIENT_SECRET,
      env.SIGN_IN_PASSWORD,
      state.controlToken,
      state.controlUrl,
      ...Object.values(endpoints),
    ]);
    const both = [...(first ?? []), ...(second ?? [])];
    expect(both).not.toContain(undefined);
    expect(new Set(both).size).toBe(both.length);
  });

  it('answer at the same time, each with its own decisions', async () => {
    const [first, second] = await Promise.all([ask(two.first), ask(two.second)]);
    for (const asked of [first, second]) {
      expect(asked.events.at(-1)?.type).toBe('done');
      expect(asked.decisions.filter(({ effect }) => effect === 'deny')).toEqual([]);
    }
    const turn = first.decisions[0]?.correlationId ?? '';
    expect(two.first.stack.decisions.ofTurn(turn)).not.toEqual([]);
    expect(two.second.stack.decisions.ofTurn(turn)).toEqual([]);
  });
});

const pairs = [
  ['first', 'second'],
  ['second', 'first'],
] as const;

describe.each(pairs)('credentials of the %s stack are refused by the %s stack', (own, other) => {
  const stacks = () => ({ issuer: two[own], target: two[other].stack });

  it.each(awsCallNames)('credentials of an operator and of a role: %s', async (name) => {
    const { issuer, target } = stacks();
    const role = await roleOf(issuer.stack, issuer.stack.env.WEB_API_FUNCTION ?? '');
    for (const credentials of [operatorOf(issuer.stack), role]) {
      await expect(callAws(target.env, name, { credentials })).rejects.toMatchObject({
        name: 'UnrecognizedClientException',
      });
    }
  });

  it("a user's access token, at hop 1", async () => {
    const { issuer, target } = stacks();
    const asked = await ask({ stack: target, tokens: issuer.tokens });
    expect(asked.status).toBe(401);
    expect(asked.decisions).toEqual([
      expect.objectContaining({ hop: 1, effect: 'deny', code: 'TOKEN_FROM_OTHER_ISSUER' }),
    ]);
  });

  it("the machine client's token, at the gateway", async () => {
    const { issuer, target } = stacks();
    const response = await fetch(target.endpoints.gateway, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await machineToken(issuer.stack)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(target.decisions.all().at(-1)).toMatchObject({ hop: 6, effect: 'deny' });
  });

  it.each<readonly [string, (issuer: Signed) => Promise<Record<string, string>>, string]>([
    [
      'the client secret',
      async ({ stack: { env } }) => ({
        grant_type: 'client_credentials',
        client_id: env.CLIENT_ID ?? '',
        client_secret: env.CLIENT_SECRET ?? '',
      }),
      'invalid_client',
    ],
    [
      'an authorization code',
      async ({ stack }) => codeForm(await authorize(stack)),
      'invalid_grant',
    ],
    [
      'a refresh token',
      async ({ tokens }) => ({
        grant_type: 'refresh_token',
        client_id: webClientId,
        refresh_token: tokens.refresh_token,
      }),
      'invalid_grant',
    ],
  ])('%s, at the token endpoint', async (_name, form, error) => {
    const { issuer, target } = stacks();
    const response = await postForm(target.endpoints.tokenEndpoint, await form(issuer));
    expect([response.status, await response.json()]).toEqual([400, { error }]);
  });

  it('the control token', async () => {
    const { issuer, target } = stacks();
    const authorization = `Bearer ${issuer.stack.state.controlToken}`;
    expect((await askControl(target, '/env', { headers: { authorization } })).status).toBe(401);
  });
});

describe('when one of two stacks has stopped', () => {
  it('the other one still answers', async () => {
    await two.first.stack.stop();
    expect((await ask(two.second)).events.at(-1)?.type).toBe('done');
    await expect(ask(two.first)).rejects.toThrow();
  });
});
