import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import aws4 from 'aws4';
import { analyst } from '../../testing/analyst.ts';
import { forgeries } from '../../testing/forge-token.ts';
import { movableClock, operatorOf, roleOf, runStack } from '../../testing/running-stack.ts';
import { machineToken, signIn } from '../../testing/web-sign-in.ts';
import { withProperty } from '../faults/change-template.ts';
import type { LocalStack } from '../start-local-stack.ts';

const clock = movableClock();
let stack: LocalStack;
let token: string;

beforeAll(async () => {
  stack = await runStack({
    users: [analyst],
    clock,
    // A second scope, so that the right client can have a token without the required scope.
    changes: [
      withProperty('MachineClient', 'AllowedOAuthScopes', ['hopwise/invoke', 'hopwise/chat']),
    ],
  });
  token = await machineToken(stack, 'hopwise/invoke');
});
afterAll(() => stack.stop());

type HeaderList = readonly (readonly [name: string, value: string])[];

const authorization = (...values: readonly string[]): HeaderList =>
  values.map((value) => ['authorization', value]);

const post = async (headers: HeaderList, query = '') => {
  const earlier = stack.decisions.all().length;
  const body = JSON.stringify({
    jsonrpc: '2.0',
    id: 7,
    method: 'tools/list',
  });
  const { host } = new URL(stack.endpoints.gateway);
  const all = [
    ['host', host],
    ['content-type', 'application/json'],
    ['accept', 'application/json'],
    ['mcp-protocol-version', '2025-11-25'],
    ['content-length', String(Buffer.byteLength(body))],
    ...headers,
  ];
  const sent = request(`${stack.endpoints.gateway}${query}`, {
    method: 'POST',
    // A list, so that a header can be repeated.
    headers: all.flat(),
    agent: false,
  });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return {
    status: response.statusCode,
    challenge: response.headers['www-authenticate'],
    body: JSON.parse(await text(response)),
    decisions: stack.decisions.all().slice(earlier),
  };
};

const signed = (credentials = operatorOf(stack), signQuery = false) => {
  const { host, pathname } = new URL(stack.endpoints.gateway);
  return aws4.sign(
    {
      host,
      path: pathname,
      method: 'POST',
      region: 'us-east-1',
      signQuery,
      service: 'bedrock-agentcore',
    },
    credentials,
  );
};

const signatureHeaders = (credentials = operatorOf(stack)): HeaderList =>
  Object.entries(signed(credentials).headers ?? {}).filter(
    ([name]) => !/^(host|content)/i.test(name),
  );

const signatureQuery = (): string => new URL(signed(undefined, true).path ?? '', 'http://x').search;

const metadataUrl = () =>
  new URL('/.well-known/oauth-protected-resource', stack.endpoints.gateway).href;

const missing = [401, 'Missing Bearer token', undefined] as const;
const invalid = [401, 'Invalid Bearer token', 'invalid_token'] as const;
const insufficient = [403, 'Insufficient scope', 'insufficient_scope'] as const;

type Case = readonly [
  name: string,
  sending: () => Promise<HeaderList> | HeaderList,
  refusal: typeof missing | typeof invalid | typeof insufficient,
  code: string,
  query?: () => string,
];

const bearer = (value: string): HeaderList => authorization(`Bearer ${value}`);

const cases: readonly Case[] = [
  ['no token', () => [], missing, 'NO_TOKEN_TO_GATEWAY'],
  ['an empty token', () => authorization('Bearer'), missing, 'NO_TOKEN_TO_GATEWAY'],
  ['a SigV4 signature', signatureHeaders, missing, 'NO_TOKEN_TO_GATEWAY'],
  ['a presigned URL', () => [], missing, 'NO_TOKEN_TO_GATEWAY', signatureQuery],
  [
    "the signature of the proxy's own role",
    async () =>
      signatureHeaders(await roleOf(stack, stack.env.BEDROCK_GATEWAY_PROXY_FUNCTION ?? '')),
    missing,
    'NO_TOKEN_TO_GATEWAY',
  ],
  [
    'the client secret itself',
    () =>
      authorization(
        `Basic ${Buffer.from(`${stack.env.CLIENT_ID}:${stack.env.CLIENT_SECRET}`).toString('base64')}`,
      ),
    missing,
    'NO_TOKEN_TO_GATEWAY',
  ],
  [
    'the client secret as a token',
    () => bearer(stack.env.CLIENT_SECRET ?? ''),
    invalid,
    'TOKEN_INVALID',
  ],
  [
    'a token and a signature',
    () => [...bearer(token), ...signatureHeaders()],
    invalid,
    'MIXED_CREDENTIALS',
  ],
  [
    'a token and a presigned URL',
    () => bearer(token),
    invalid,
    'MIXED_CREDENTIALS',
    signatureQuery,
  ],
  [
    'a token and a signature in one header',
    () => {
      const [, value = ''] = signatureHeaders().find(([name]) => name === 'Authorization') ?? [];
      return authorization(`Bearer ${token}, ${value}`);
    },
    invalid,
    'MIXED_CREDENTIALS',
  ],
  [
    'a token and a session token',
    () => [...bearer(token), ['x-amz-security-token', operatorOf(stack).sessionToken]],
    invalid,
    'MIXED_CREDENTIALS',
  ],
  [
    'two tokens',
    () => authorization(`Bearer ${token}`, `Bearer ${token}`),
    invalid,
    'MIXED_CREDENTIALS',
  ],
  [
    "a user's access token",
    async () => bearer((await signIn(stack)).access_token),
    invalid,
    'CLIENT_NOT_ALLOWED',
  ],
  [
    "a user's ID token",
    async () => bearer((await signIn(stack)).id_token),
    invalid,
    'CLIENT_NOT_ALLOWED',
  ],
  [
    'a token of another scope',
    async () => bearer(await machineToken(stack, 'hopwise/chat')),
    insufficient,
    'INSUFFICIENT_SCOPE',
  ],
  ...forgeries.map(
    ([name, forge]): Case => [
      `a token ${name}`,
      async () => bearer(await forge(token)),
      invalid,
      'TOKEN_INVALID',
    ],
  ),
];

describe("hop 6, the gateway's JWT authorizer", () => {
  it.each(cases)('refuses %s', async (...row) => {
    const [, sending, [status, message, error], code, query] = row;
    const refused = await post(await sending(), query?.());
    expect(refused.status).toBe(status);
    expect(refused.body).toEqual({ jsonrpc: '2.0', id: 0, error: { code: -32001, message } });
    expect(refused.challenge).toBe(
      `Bearer ${error === undefined ? '' : `error="${error}", `}scope="hopwise/invoke", resource_metadata="${metadataUrl()}"`,
    );
    expect(refused.decisions).toEqual([
      expect.objectContaining({ hop: 6, credential: 'oauth', effect: 'deny', code }),
    ]);
  });

  it("accepts the machine client's token and lists the tools", async () => {
    const { status, body, decisions } = await post(bearer(token));
    expect(status).toBe(200);
    expect(body.result.tools.map(({ name }: { name: string }) => name)).toContain(
      'security___list_findings',
    );
    expect(decisions).toEqual([
      expect.objectContaining({
        hop: 6,
        principal: `app client ${stack.env.CLIENT_ID}`,
        effect: 'allow',
      }),
    ]);
  });

  it('accepts the token until it expires', async () => {
    const shortLived = await machineToken(stack, 'hopwise/invoke');
    clock.aheadMs = 3_595_000;
    expect((await post(bearer(shortLived))).status).toBe(200);
    clock.aheadMs = 3_600_000;
    const expired = await post(bearer(shortLived));
    clock.aheadMs = 0;
    expect(expired.status).toBe(401);
    expect(expired.challenge).toContain('error="invalid_token"');
    expect(expired.decisions).toEqual([
      expect.objectContaining({ hop: 6, effect: 'deny', code: 'TOKEN_EXPIRED' }),
    ]);
  });
});
