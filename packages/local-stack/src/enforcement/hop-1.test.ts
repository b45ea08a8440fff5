import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import aws4 from 'aws4';
import { analyst } from '../../testing/analyst.ts';
import { askChat } from '../../testing/ask-chat.ts';
import { questionWithoutTool } from '../../testing/aws-calls.ts';
import { forgeries } from '../../testing/forge-token.ts';
import { movableClock, operatorOf, runStack } from '../../testing/running-stack.ts';
import { machineToken, signIn, type UserTokens, webOrigin } from '../../testing/web-sign-in.ts';
import type { LocalStack } from '../start-local-stack.ts';

const clock = movableClock();
let stack: LocalStack;
let tokens: UserTokens;

beforeAll(async () => {
  stack = await runStack({ stage: 'dev', users: [analyst], clock });
  tokens = await signIn(stack);
});
afterAll(() => stack.stop());

const ask = (authorization?: string) =>
  askChat(stack, questionWithoutTool, authorization === undefined ? {} : { authorization });

const signedHeader = (): string => {
  const { host, pathname } = new URL(`${stack.endpoints.api}/chat`);
  const signed = aws4.sign(
    { host, path: pathname, method: 'POST', service: 'execute-api', region: 'us-east-1' },
    operatorOf(stack),
  );
  return signed.headers?.Authorization ?? '';
};

const basicOfMachineClient = (): string =>
  `Basic ${Buffer.from(`${stack.env.CLIENT_ID}:${stack.env.CLIENT_SECRET}`).toString('base64')}`;

const unauthorized = [401, 'UnauthorizedException', 'Unauthorized'] as const;
const forbidden = [
  403,
  'AccessDeniedException',
  'User is not authorized to access this resource',
] as const;

type Case = readonly [
  name: string,
  authorization: () => Promise<string | undefined> | string | undefined,
  refusal: typeof unauthorized | typeof forbidden,
  code: string,
];

const cases: readonly Case[] = [
  ['no token', () => undefined, unauthorized, 'TOKEN_MISSING'],
  ['a value that is not a token', () => 'Bearer token', unauthorized, 'TOKEN_MALFORMED'],
  ['a SigV4 signature', signedHeader, unauthorized, 'TOKEN_MALFORMED'],
  ['a client secret', basicOfMachineClient, unauthorized, 'TOKEN_MALFORMED'],
  ['a refresh token', () => `Bearer ${tokens.refresh_token}`, unauthorized, 'TOKEN_MALFORMED'],
  ['an ID token', () => `Bearer ${tokens.id_token}`, unauthorized, 'TOKEN_OF_WRONG_KIND'],
  [
    "the machine client's token",
    async () => `Bearer ${await machineToken(stack)}`,
    forbidden,
    'TOKEN_LACKS_SCOPE',
  ],
  [
    'an access token without the chat scope',
    async () => `Bearer ${(await signIn(stack, 'openid')).access_token}`,
    forbidden,
    'TOKEN_LACKS_SCOPE',
  ],
  ...forgeries.map(
    ([name, forge]): Case => [
      `a token ${name}`,
      async () => `Bearer ${await forge(tokens.access_token)}`,
      unauthorized,
      'TOKEN_FORGED',
    ],
  ),
];

describe("hop 1, the API's Cognito authorizer", () => {
  it.each(cases)('refuses %s', async (...row) => {
    const [, authorization, [status, errorType, message], code] = row;
    const asked = await ask(await authorization());
    expect(asked.status).toBe(status);
    expect(asked.headers.get('x-amzn-errortype')).toBe(errorType);
    expect(JSON.parse(asked.body)).toEqual({ message });
    expect(asked.headers.get('access-control-allow-origin')).toBe(webOrigin);
    expect(asked.decisions).toEqual([
      expect.objectContaining({ hop: 1, credential: 'cognito', effect: 'deny', code }),
    ]);
  });

  it("accepts the user's access token, and the question passes all seven hops", async () => {
    const asked = await askChat(stack, 'Check security status', {
      authorization: `Bearer ${tokens.access_token}`,
    });
    expect(asked.status).toBe(200);
    expect(asked.events.at(-1)?.type).toBe('done');
    const hops = new Set(asked.decisions.map(({ hop }) => hop));
    for (const hop of [1, 2, 3, 4, 5, 6, 7]) expect(hops).toContain(hop);
    expect(asked.decisions.filter(({ effect }) => effect === 'deny')).toEqual([]);
    expect(asked.decisions[0]).toMatchObject({
      hop: 1,
      credential: 'cognito',
      principal: expect.stringMatching(/^user [0-9a-f-]{36}$/),
    });
  });

  it('gives each turn its own correlation id, whatever id the caller sends', async () => {
    const first = await ask(`Bearer ${tokens.access_token}`);
    const chosen = first.decisions[0]?.correlationId ?? '';
    const headers = {
      'x-correlation-id': chosen,
      'x-amz-apigw-id': chosen,
      'x-amzn-requestid': chosen,
      'x-amzn-trace-id': `Root=${chosen}`,
    };
    const others = await Promise.all([
      askChat(stack, questionWithoutTool, {
        ...headers,
        authorization: `Bearer ${tokens.access_token}`,
      }),
      askChat(stack, questionWithoutTool, {
        ...headers,
        authorization: `Bearer ${tokens.access_token}`,
      }),
      askChat(stack, questionWithoutTool, headers),
    ]);
    const ids = [first, ...others].map(({ decisions }) => decisions[0]?.correlationId);
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[\w-]{15}=$/);
    expect(others.map(({ status }) => status)).toEqual([200, 200, 401]);
    for (const { events } of others.slice(0, 2)) expect(events.at(-1)?.type).toBe('done');
    expect(others[0]?.events.at(-1)).toMatchObject({ correlationId: ids[1] });
    expect(others[1]?.events.at(-1)).toMatchObject({ correlationId: ids[2] });
    expect(stack.decisions.ofTurn(chosen)).toEqual(first.decisions);
  });

  it('shows the correlation id of a refusal to the page', async () => {
    const { headers } = await ask();
    expect(headers.get('access-control-expose-headers')).toBe('x-amz-apigw-id');
    expect(headers.get('x-amz-apigw-id')).toMatch(/^[\w-]{15}=$/);
  });

  it('accepts the token until it expires', async () => {
    // Without an environment of an earlier test, the invocation always starts one: a second decision at hop 2.
    await stack.recycle();
    const { access_token } = await signIn(stack);
    clock.aheadMs += 3_595_000;
    // The function refuses the request: it does not use the stack's clock, so its signatures are too old by
    // now.
    const reached = await askChat(stack, '', { authorization: `Bearer ${access_token}` });
    expect(reached.status).toBe(400);
    expect(reached.decisions.map(({ hop, effect }) => [hop, effect])).toEqual([
      [1, 'allow'],
      [2, 'allow'],
      [2, 'allow'],
    ]);
    clock.aheadMs += 5_000;
    const expired = await ask(`Bearer ${access_token}`);
    expect(expired.status).toBe(401);
    expect(expired.headers.get('x-amzn-errortype')).toBe('UnauthorizedException');
    expect(expired.decisions).toEqual([
      expect.objectContaining({ hop: 1, effect: 'deny', code: 'TOKEN_EXPIRED' }),
    ]);
  });
});
