import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { askControl, runStack } from '../../testing/running-stack.ts';
import { machineToken } from '../../testing/web-sign-in.ts';
import type { LocalStack } from '../start-local-stack.ts';

const onStop = jest.fn();
let stack: LocalStack;

beforeAll(async () => {
  stack = await runStack({ onStop });
});
afterEach(() => void onStop.mockClear());
afterAll(() => stack.stop());

const routes = [
  ['GET', '/env'],
  ['GET', '/decisions'],
  ['GET', '/functions/hopwise-local-webApi/environment'],
  ['POST', '/stop'],
] as const;

const right = () => `Bearer ${stack.state.controlToken}`;

type Headers = Readonly<Record<string, string>>;

const wrong: readonly (readonly [string, () => Headers | Promise<Headers>, number])[] = [
  ['no token', () => ({}), 401],
  ['a forged token', () => ({ authorization: `Bearer ${'f'.repeat(43)}` }), 401],
  ['the token without its scheme', () => ({ authorization: stack.state.controlToken }), 401],
  ['a part of the token', () => ({ authorization: right().slice(0, -1) }), 401],
  [
    "the operator's secret key",
    () => ({ authorization: `Bearer ${stack.env.AWS_SECRET_ACCESS_KEY}` }),
    401,
  ],
  ['an access token', async () => ({ authorization: `Bearer ${await machineToken(stack)}` }), 401],
  [
    'the right token from a web page',
    () => ({ authorization: right(), origin: 'http://localhost:5173' }),
    403,
  ],
];

describe.each(routes)('the control endpoint, %s %s', (method, path) => {
  it.each(wrong)('refuses %s', async (_name, headers, status) => {
    const response = await askControl(stack, path, { method, headers: await headers() });
    expect(response.status).toBe(status);
    expect(Object.keys((await response.json()) as object)).toEqual(['message']);
    expect(onStop).not.toHaveBeenCalled();
  });

  it("accepts the stack's token", async () => {
    const init = { method, headers: { authorization: right() } };
    expect((await askControl(stack, path, init)).ok).toBe(true);
  });
});
