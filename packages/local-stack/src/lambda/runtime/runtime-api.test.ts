import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RuntimeApi } from './runtime-api.ts';
import type { RuntimeAnswer } from './runtime-invocation.ts';

const path = join(tmpdir(), `hopwise-test-${process.pid}.sock`);
const prefix = '/2018-06-01/runtime';
const invocation = {
  requestId: 'request-1',
  functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:one',
  payload: Buffer.from('{"private":true}'),
  clientContext: undefined,
  traceHeader: undefined,
  deadlineMs: 0,
};

let api: RuntimeApi;
let answers: RuntimeAnswer[];
let idle: PromiseWithResolvers<void>;

beforeEach(async () => {
  answers = [];
  idle = Promise.withResolvers();
  api = new RuntimeApi({
    idle: () => idle.resolve(),
    initFailed: () => undefined,
    answered: (answer) => void answers.push(answer),
    connectionError: () => new Promise(() => undefined),
  });
  await api.listen(path);
});
afterEach(async () => {
  await api.close();
  await rm(path, { force: true });
});

const call = (method: string, route: string, body = '') =>
  new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const headers = { 'content-length': Buffer.byteLength(body) };
    const sent = request({ socketPath: path, method, path: route, headers, agent: false });
    sent.once('response', async (response) => {
      resolve({ status: response.statusCode, body: (await response.toArray()).join('') });
    });
    sent.once('error', reject).end(body);
  });

const refused = (status: number, errorType: string) => ({
  status,
  body: expect.stringContaining(`"errorType":"${errorType}"`),
});
const next = () => call('GET', `${prefix}/invocation/next`);
const respond = (requestId: string) =>
  call('POST', `${prefix}/invocation/${requestId}/response`, '"forged"');

/** Starts an invocation for the one waiting caller. */
const startInvocation = async () => {
  const received = next();
  await idle.promise;
  api.dispatch(invocation);
  expect((await received).body).toBe('{"private":true}');
};

describe('the Runtime API', () => {
  it('gives an invocation to one caller only', async () => {
    const received = next();
    await idle.promise;
    expect(await next()).toEqual(refused(403, 'InvalidStateTransition'));
    api.dispatch(invocation);
    expect((await received).body).toBe('{"private":true}');
    expect(await next()).toEqual(refused(403, 'InvalidStateTransition'));
    expect(answers).toEqual([]);
  });

  it('accepts one answer, and only for the invocation that runs', async () => {
    expect(await respond('request-1')).toEqual(refused(400, 'InvalidRequestID'));
    await startInvocation();
    expect(await respond('request-2')).toEqual(refused(400, 'InvalidRequestID'));
    expect(answers).toEqual([]);
    expect((await respond('request-1')).status).toBe(202);
    expect(await respond('request-1')).toEqual(refused(403, 'InvalidStateTransition'));
    expect(answers).toHaveLength(1);
  });

  it('refuses an initialization error after the initialization', async () => {
    await startInvocation();
    expect(await call('POST', `${prefix}/init/error`, '{}')).toEqual(
      refused(403, 'InvalidStateTransition'),
    );
  });

  const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'];
  const routes = [
    '/invocation/next',
    '/invocation/request-1/response',
    '/invocation/request-1/error',
    '/init/error',
  ];
  const valid = new Set(
    routes.map((route, at) => `${at === 0 ? 'GET' : 'POST'} ${prefix}${route}`),
  );
  const variants = (route: string) => [
    `${prefix}${route}`,
    `${prefix}${route}/`,
    `/2018-06-02/runtime${route}`,
    `${prefix}//${route}`,
    `http://127.0.0.1${prefix}${route}`,
    route.toUpperCase(),
  ];
  const unknown = methods.flatMap((method) =>
    routes
      .flatMap(variants)
      .filter((route) => !valid.has(`${method} ${route}`))
      .map((route) => [method, route] as const),
  );

  it('refuses every other method and path, and keeps the invocation', async () => {
    await startInvocation();
    for (const [method, route] of unknown) {
      expect([method, route, (await call(method, route)).status]).toEqual([method, route, 404]);
    }
    expect(answers).toEqual([]);
    expect((await respond('request-1')).status).toBe(202);
  });

  it.each([
    ['CONNECT', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n'],
    ['bytes that are not HTTP', 'garbage\r\n\r\n'],
    ['headers that are too large', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`],
  ])('ends a connection after %s', async (_name, bytes) => {
    await startInvocation();
    const socket = connect(path);
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk;
    });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    // The server can close the connection before it has read everything.
    socket.once('error', () => undefined);
    socket.write(bytes);
    await closed;
    expect(received).toMatch(/^(HTTP\/1\.1 4\d\d |$)/);
    expect(answers).toEqual([]);
  });

  it('names the size of a chunked answer over 6 MB, and serves the next invocation', async () => {
    await startInvocation();
    const sent = request({
      socketPath: path,
      method: 'POST',
      path: `${prefix}/invocation/request-1/response`,
      headers: { 'transfer-encoding': 'chunked' },
      agent: false,
    });
    sent.write(Buffer.alloc(6_291_556, '1'));
    sent.end('1');
    const [response] = await once(sent, 'response');
    expect(response.statusCode).toBe(413);
    response.resume();
    await once(response, 'close');
    expect(answers).toMatchObject([
      { kind: 'failed', error: { errorType: 'Function.ResponseSizeTooLarge' } },
    ]);
    idle = Promise.withResolvers();
    const waiting = next();
    await idle.promise;
    api.dispatch({ ...invocation, requestId: 'request-2' });
    expect((await waiting).status).toBe(200);
  });

  it('accepts only a few connections, because each one uses a descriptor of the stack', async () => {
    const sockets = Array.from({ length: 40 }, () => connect(path));
    const closed = sockets.slice(16).map((socket) => once(socket, 'close'));
    for (const socket of sockets) socket.on('error', () => undefined);
    await Promise.all(closed);
    expect(sockets.slice(0, 16).map(({ destroyed }) => destroyed)).not.toContain(true);
    for (const socket of sockets) socket.destroy();
  });
});
