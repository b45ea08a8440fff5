import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fuzzEndpoint, fuzzTimeoutMs } from '../testing/fuzz/fuzz-endpoint.ts';
import { type BaseRequest, malformedRequest } from '../testing/fuzz/malformed-requests.ts';
import { exchangeRaw, firstAnswer, type RawAnswer } from '../testing/fuzz/raw-exchange.ts';
import { runStack } from '../testing/running-stack.ts';
import type { LocalStack } from './start-local-stack.ts';

let stack: LocalStack;

beforeAll(async () => {
  const directory = import.meta.dirname;
  stack = await runStack({ webUi: { build: () => ({ state: 'built', directory }) } });
});
afterAll(() => stack.stop());

type Endpoint = {
  readonly origin: (stack: LocalStack) => string;
  readonly base: (stack: LocalStack) => BaseRequest;
  /** Status of the unchanged base request. */
  readonly status: number;
};

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

const endpoints: Readonly<Record<string, Endpoint>> = {
  'the API': {
    origin: ({ endpoints }) => endpoints.api,
    base: () => ({ method: 'POST', path: '/local/nothing', headers: json, body: '{}' }),
    status: 403,
  },
  'the AWS endpoint': {
    origin: ({ endpoints }) => endpoints.aws,
    base: () => ({
      method: 'POST',
      path: '/',
      headers: {
        ...json,
        'x-amz-target': 'secretsmanager.GetSecretValue',
        'x-amz-date': '20261126T120000Z',
        authorization:
          'AWS4-HMAC-SHA256 Credential=ASIAEXAMPLE/20261126/us-east-1/secretsmanager/aws4_request, SignedHeaders=host;x-amz-date, Signature=00',
      },
      body: '{"SecretId":"a"}',
    }),
    status: 400,
  },
  'the issuer': {
    origin: ({ endpoints }) => endpoints.issuer,
    base: ({ endpoints }) => ({
      method: 'GET',
      path: `${new URL(endpoints.issuer).pathname}/.well-known/jwks.json`,
      headers: json,
      body: '',
    }),
    status: 200,
  },
  'the user pool domain': {
    origin: ({ endpoints }) => endpoints.tokenEndpoint,
    base: () => ({
      method: 'POST',
      path: '/oauth2/token',
      headers: { ...form, authorization: 'Basic YTpi' },
      body: 'grant_type=client_credentials&scope=a%20b',
    }),
    status: 400,
  },
  'the AgentCore Gateway': {
    origin: ({ endpoints }) => endpoints.gateway,
    base: () => ({
      method: 'POST',
      path: '/mcp',
      headers: { ...json, accept: 'application/json', 'mcp-protocol-version': '2025-06-18' },
      body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}',
    }),
    status: 401,
  },
  'the page': {
    origin: ({ endpoints }) => endpoints.webUi ?? '',
    base: () => ({ method: 'GET', path: '/config.json', headers: {}, body: '' }),
    status: 200,
  },
  'the control endpoint': {
    origin: ({ state }) => state.controlUrl,
    base: () => ({ method: 'GET', path: '/env', headers: json, body: '' }),
    status: 401,
  },
};

/** A refusal is a client error, in a form that the client can parse. */
const expectRefusal = ({ status, headers, body }: RawAnswer): void => {
  expect(status).toBeLessThan(500);
  if (body === '' || !headers.get('content-type')?.includes('json')) return;
  expect(JSON.parse(body)).toEqual(expect.any(Object));
};

const request = (origin: string, { method, path, headers, body }: BaseRequest) =>
  fetch(new URL(path, origin), { method, headers, ...(body !== '' && { body }) });

const isHttp2 = (bytes: Buffer): boolean => bytes.subarray(0, 3).equals(Buffer.from('PRI'));

describe.each(Object.entries(endpoints))('%s', (_name, endpoint) => {
  const { origin, status } = endpoint;
  const send = (bytes: Buffer) => exchangeRaw(origin(stack), bytes);

  it(
    'answers each malformed request with a refusal, and continues to work',
    async () => {
      const { host } = new URL(origin(stack));
      const base = endpoint.base(stack);
      await fuzzEndpoint(
        malformedRequest({ ...base, headers: { host, ...base.headers } }),
        async (bytes) => {
          const received = await send(bytes);
          const answer = isHttp2(bytes) ? undefined : firstAnswer(received);
          if (answer) expectRefusal(answer);
        },
      );
      expect((await request(origin(stack), base)).status).toBe(status);
    },
    fuzzTimeoutMs,
  );

  it.each([
    ['bytes that are not HTTP', 'ceci n\u2019est pas HTTP\r\n\r\n', '400 BadRequestException'],
    [
      'headers that are too large',
      `GET / HTTP/1.1\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`,
      '431 RequestHeaderFieldsTooLargeException',
    ],
    [
      'CONNECT',
      'CONNECT other.example:443 HTTP/1.1\r\nhost: other.example\r\n\r\n',
      '405 MethodNotAllowedException',
    ],
  ])('refuses %s in the form of an AWS error', async (_what, text, refusal) => {
    const answer = firstAnswer(await send(Buffer.from(text)));
    expect(`${answer?.status} ${answer?.headers.get('x-amzn-errortype')}`).toBe(refusal);
    expect(JSON.parse(answer?.body ?? '')).toEqual({ message: expect.any(String) });
  });
});
