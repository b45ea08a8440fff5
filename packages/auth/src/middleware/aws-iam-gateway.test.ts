import { createHash, createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import middy from '@middy/core';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Context } from 'aws-lambda';
import { rejection, thrown } from '../../testing/caught-error.ts';
import { hostileValues } from '../../testing/hostile-values.ts';
import {
  type ProgrammableServer,
  startProgrammableServer,
} from '../../testing/programmable-server.ts';
import { settled } from '../../testing/wait-until.ts';
import type { AuthorizedRequest } from '../gateway/request-types.ts';
import { type AwsIamGatewayOptions, awsIamGateway, type SignedGateway } from './aws-iam-gateway.ts';

const secretAccessKey = 'example-secret-access-key';
const signer = new SignatureV4({
  service: 'bedrock-agentcore',
  region: 'us-east-1',
  sha256: Hash.bind(undefined, 'sha256'),
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey, sessionToken: 'session-token' },
});

const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The expected signature of the request, by the steps of AWS's signing process. */
const signatureOf = ({ method, path, headers, body }: ProgrammableServer['received'][number]) => {
  const authorization = headers.authorization ?? '';
  const [, scope = '', names = ''] =
    /Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+)/.exec(authorization) ?? [];
  const canonicalHeaders = names.split(';').map((name) => `${name}:${headers[name]}\n`);
  const [pathname = '', query = ''] = path.split('?');
  const canonical = [method, pathname, query, canonicalHeaders.join(''), names, hash(body)];
  const stamp = String(headers['x-amz-date']);
  const text = ['AWS4-HMAC-SHA256', stamp, scope, hash(canonical.join('\n'))].join('\n');
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  return hmac(key, text).toString('hex');
};

describe('awsIamGateway', () => {
  let gateway: ProgrammableServer;
  beforeEach(async () => {
    gateway = await startProgrammableServer(() => ({ status: 200, body: 'answer' }));
  });
  afterEach(() => gateway.close());

  const optionsFor = (change: object = {}): AwsIamGatewayOptions => ({
    gateway: { url: `${gateway.origin}/mcp`, authorizer: 'AWS_IAM' },
    signer,
    ...change,
  });

  const invoke = <Result>(
    run: (auth: SignedGateway) => Result | Promise<Result>,
    change: object = {},
    remainingMs = 10_000,
  ): Promise<Result> => {
    const context = { getRemainingTimeInMillis: () => remainingMs } as Context & {
      readonly auth: SignedGateway;
    };
    const handler = middy<unknown, Result>()
      .use(awsIamGateway(optionsFor(change)))
      .handler(async (_event, { auth }) => run(auth));
    return handler({}, context);
  };

  const post = (more: Partial<AuthorizedRequest> = {}, change: object = {}) =>
    invoke(
      (auth) =>
        auth.request({
          method: 'POST',
          url: `${gateway.origin}/mcp?a=1&b=two%20words`,
          headers: { 'content-type': 'application/json' },
          body: '{"ü":1}',
          ...more,
        }),
      change,
    );

  it('signs body, path, query and headers', async () => {
    expect(await post()).toMatchObject({ status: 200, body: 'answer' });

    const [received] = gateway.received;
    expect(received?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-amz-security-token': 'session-token',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/bedrock-agentcore\/aws4_request, /,
      ),
    });
    if (received === undefined) throw new Error('Nothing was received.');
    expect(received.headers.authorization).toContain(`Signature=${signatureOf(received)}`);
    expect(received.headers.authorization).toMatch(/SignedHeaders=[^,]*host/);
  });

  it.each([
    [{ authorization: 'Bearer token' }, undefined, 'MIXED_CREDENTIALS'],
    [{ Authorization: 'AWS4-HMAC-SHA256 Credential=x' }, undefined, 'MIXED_CREDENTIALS'],
    [{}, 'https://example.com/mcp', 'ORIGIN_NOT_GATEWAY'],
    [{}, 'https://sts.us-east-1.amazonaws.com/', 'ORIGIN_NOT_GATEWAY'],
    [{ host: 'example.com' }, undefined, 'REQUEST_INVALID'],
    [{}, '/mcp', 'REQUEST_INVALID'],
  ] as const)('does not send %j to %s: %s', async (headers, url, code) => {
    const more = { headers, ...(url !== undefined && { url }) };

    expect((await rejection(post(more))).code).toBe(code);
    expect(gateway.received).toHaveLength(0);
  });

  it('gives the handler no token', async () => {
    expect(await invoke((auth) => Object.keys(auth))).toEqual(['request']);
  });

  it.each([401, 403, 429, 500])('returns status %d and sends the request once', async (status) => {
    gateway.program = () => ({ status });

    expect((await post()).status).toBe(status);
    expect(gateway.received).toHaveLength(1);
  });

  it('refuses a redirect', async () => {
    gateway.program = () => ({ status: 307, headers: { location: 'https://example.com' } });

    expect(await rejection(post())).toMatchObject({ code: 'REDIRECT_REFUSED', status: 307 });
  });

  it('reports a failing signer without its message', async () => {
    const failing = { sign: () => Promise.reject(new TypeError(secretAccessKey)) };
    const error = await rejection(post({}, { signer: failing }));

    expect(error).toMatchObject({ code: 'SIGNING_FAILED', cause: { name: 'TypeError' } });
    expect(error.message).not.toContain(secretAccessKey);
  });

  it('reports a signer whose result has no signature, and sends nothing', async () => {
    const results: readonly (() => unknown)[] = [
      ...hostileValues,
      () => ({ headers: undefined }),
      () => ({ headers: {} }),
      () => ({ headers: { 'x-note': 'a' } }),
      () => ({ headers: { authorization: 1 } }),
      () => ({ headers: new Headers({ authorization: 'AWS4-x' }) }),
      () => ({ headers: Object.defineProperty({}, 'authorization', { get: () => 'AWS4-x' }) }),
    ];
    for (const result of results) {
      for (const sign of [
        result,
        async () => result(),
        () => {
          throw result();
        },
      ]) {
        expect((await rejection(post({}, { signer: { sign } }))).code).toBe('SIGNING_FAILED');
      }
    }
    expect(gateway.received).toHaveLength(0);
  });

  it('handles the rejection of a signer that fails after the time is over', async () => {
    const rejections: unknown[] = [];
    const onRejection = (reason: unknown) => rejections.push(reason);
    process.on('unhandledRejection', onRejection);
    const failed = Promise.withResolvers<never>();
    const late = { sign: () => failed.promise };
    await rejection(post({ timeoutMs: 5 }, { signer: late }));
    failed.reject(new TypeError('late'));
    await settled();
    process.off('unhandledRejection', onRejection);

    expect(rejections).toEqual([]);
  });

  it('stops at the timeout if the signer or the gateway hangs, and when aborted', async () => {
    const hanging = { sign: () => new Promise(() => {}) };
    expect((await rejection(post({ timeoutMs: 20 }, { signer: hanging }))).code).toBe(
      'GATEWAY_TIMEOUT',
    );
    gateway.program = () => 'hang';
    expect((await rejection(post({ timeoutMs: 20 }))).code).toBe('GATEWAY_TIMEOUT');
    expect((await rejection(post({ signal: AbortSignal.abort() }))).code).toBe('REQUEST_ABORTED');
  });

  it('signs a query parameter of any name', async () => {
    const signed: unknown[] = [];
    const recording = {
      sign: async (request: Parameters<typeof signer.sign>[0]) => {
        signed.push(request.query);
        return { headers: { authorization: 'AWS4-x' } };
      },
    };
    await post({ url: `${gateway.origin}/mcp?__proto__=1&a=2&a=3` }, { signer: recording });

    expect(Object.entries(Object(signed[0]))).toEqual([
      ['__proto__', ['1']],
      ['a', ['2', '3']],
    ]);
  });

  it('measures the time with its clock, also while the signer works', async () => {
    let monotonic = 0;
    const clock = { now: () => monotonic, monotonic: () => monotonic };
    const slow = {
      sign: async () => {
        monotonic += 60_000;
        return { headers: { authorization: 'AWS4-x' } };
      },
    };
    const late = invoke(
      (auth) => auth.request({ method: 'GET', url: gateway.origin }),
      { signer: slow, clock },
      600_000,
    );

    expect((await rejection(late)).code).toBe('GATEWAY_TIMEOUT');
    expect(gateway.received).toHaveLength(0);
  });

  it('sends nothing when the invocation has no time left', async () => {
    const late = invoke((auth) => auth.request({ method: 'GET', url: gateway.origin }), {}, 250);

    expect((await rejection(late)).code).toBe('GATEWAY_TIMEOUT');
    expect(gateway.received).toHaveLength(0);
  });

  it.each([
    ['signer', { signer: {} }],
    ['gateway.authorizer', { gateway: { url: 'https://x.example', authorizer: 'CUSTOM_JWT' } }],
    ['gateway.url', { gateway: { url: 'http://x.example', authorizer: 'AWS_IAM' } }],
    ['scopes is unknown', { scopes: ['a'] }],
    ['marginMs', { marginMs: -1 }],
    ['clock', { clock: {} }],
  ])('names the wrong option %s', (name, change) => {
    const error = thrown(() => Reflect.apply(awsIamGateway, undefined, [optionsFor(change)]));

    expect(error.code).toBe('OPTIONS_INVALID');
    expect(error.message).toContain(name);
  });
});
