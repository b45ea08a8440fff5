import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer as createHttpServer, type ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { isListening } from '../../../testing/announced-runtimes.ts';
import {
  call,
  cjs,
  invocation,
  isRunning,
  startLambda,
  stopLambdas,
} from '../../../testing/lambda/lambda-fixture.ts';
import { listenOnLoopback } from '../../http/loopback-server.ts';

afterEach(stopLambdas);

describe('the execution environments of a function', () => {
  const slow = cjs('() => new Promise((done) => setTimeout(() => done(process.pid), 200))');

  const pids = (calls: readonly Promise<{ readonly value: number }>[]) =>
    Promise.all(calls.map(async (one) => (await one).value));

  it('grow with concurrency up to a limit, and make other invocations wait', async () => {
    const fixture = await startLambda({ slow }, { scaling: { maxEnvironments: 2 } });
    const calls = Array.from({ length: 6 }, () => call(fixture, invocation('slow')));
    expect(new Set(await pids(calls)).size).toBe(2);
    expect(fixture.lambda.usage()).toEqual({ processes: 2, environments: 2 });
  });

  it('throttle an invocation when too many wait, as on AWS', async () => {
    const fixture = await startLambda({ slow }, { scaling: { maxEnvironments: 1, maxWaiting: 1 } });
    const calls = [call(fixture, invocation('slow')), call(fixture, invocation('slow'))];
    await expect(call(fixture, invocation('slow'))).rejects.toMatchObject({
      code: 'TooManyRequestsException',
      reason: 'ConcurrentInvocationLimitExceeded',
      cause: {
        message:
          'The local stack runs at most 1 execution environments of slow. 1 other invocations wait.',
      },
    });
    expect(new Set(await pids(calls)).size).toBe(1);
  });

  it('throttle an invocation that waits too long, and forget one whose caller leaves', async () => {
    const busy = cjs('() => new Promise((done) => setTimeout(done, 9000))');
    const fixture = await startLambda({ busy }, { scaling: { maxEnvironments: 1, maxWaitMs: 50 } });
    const running = call(fixture, invocation('busy'));
    await fixture.line(/^START/);
    await expect(call(fixture, invocation('busy'))).rejects.toMatchObject({
      code: 'TooManyRequestsException',
      cause: { message: expect.stringContaining('It waited for 0.05 seconds.') },
    });
    const signal = AbortSignal.abort(new Error('The caller left.'));
    await expect(call(fixture, { ...invocation('busy'), signal })).rejects.toThrow('left');
    await fixture.lambda.stop();
    expect((await running).value.errorType).toBe('Runtime.ExitError');
  });

  it('grow only when no waiting invocation is served', async () => {
    const waitForAll = cjs(`async ({ url }) => { await fetch(url); return process.pid; }`);
    const server = createHttpServer();
    const { origin, close } = await listenOnLoopback(server, 0);
    const fixture = await startLambda(
      { waitForAll },
      { scaling: { eagerEnvironments: 1, growAfterMs: 20, isBusy: () => false } },
    );
    const calls = Array.from({ length: 3 }, () =>
      call(fixture, invocation('waitForAll', { url: origin })),
    );
    const responses: ServerResponse[] = [];
    await new Promise<void>((resolve) => {
      server.on('request', (_request, response) => {
        if (responses.push(response) === 3) resolve();
      });
    });
    for (const response of responses) response.end();
    expect(new Set(await pids(calls)).size).toBe(3);
    await close();
  });

  it.each([
    ['waiting invocations are served', { growAfterMs: 3_600_000, isBusy: () => false }],
    ['the machine is busy', { growAfterMs: 1, isBusy: () => true }],
  ])('do not grow while %s', async (_when, scaling) => {
    const fixture = await startLambda({ slow }, { scaling: { eagerEnvironments: 1, ...scaling } });
    const calls = [call(fixture, invocation('slow')), call(fixture, invocation('slow'))];
    expect(new Set(await pids(calls)).size).toBe(1);
  });

  it('end after the idle time, on the injected clock', async () => {
    let now = Date.now();
    const fixture = await startLambda(
      { slow },
      { clock: { now: () => now }, scaling: { idleMs: 60_000, idleCheckMs: 5 } },
    );
    const first = (await call(fixture, invocation('slow'))).value;
    now += 59_999;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await call(fixture, invocation('slow'))).value).toBe(first);
    now += 60_000;
    while (fixture.lambda.usage().environments > 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(isRunning(first)).toBe(false);
    expect((await call(fixture, invocation('slow'))).value).not.toBe(first);
  });

  it('throttle at once over the reserved concurrency', async () => {
    const fixture = await startLambda({ one: { ...slow, reservedConcurrency: 1 } });
    const running = call(fixture, invocation('one'));
    await expect(call(fixture, invocation('one'))).rejects.toMatchObject({
      code: 'TooManyRequestsException',
      reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      cause: { message: 'one has a reserved concurrency of 1.' },
    });
    await running;
    await fixture.lambda.recycle();
    expect((await call(fixture, invocation('one'))).functionError).toBeUndefined();
  });

  it('do not exist with a reserved concurrency of zero', async () => {
    const fixture = await startLambda({ off: { ...slow, reservedConcurrency: 0 } });
    await expect(call(fixture, invocation('off'))).rejects.toMatchObject({
      code: 'TooManyRequestsException',
    });
  });

  it('are replaced before their credentials expire', async () => {
    let now = Date.now();
    const fixture = await startLambda({ slow }, { clock: { now: () => now } });
    const first = await call(fixture, invocation('slow'));
    expect((await call(fixture, invocation('slow'))).value).toBe(first.value);
    now += 3_600_000 - 69_000;
    expect((await call(fixture, invocation('slow'))).value).not.toBe(first.value);
  });

  it('are frozen while they are idle', async () => {
    const fixture = await startLambda({
      ticking: {
        files: {
          'src/handler.js': `let ticks = 0;
            setInterval(() => { ticks += 1; }, 5).unref();
            exports.handler = async () => ticks;`,
        },
      },
    });
    await call(fixture, invocation('ticking'));
    const before = (await call(fixture, invocation('ticking'))).value;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await call(fixture, invocation('ticking'))).value - before).toBeLessThan(5);
  });

  it.each(['busy', 'idle'])('end with the process that started them, when %s', async (state) => {
    const connections = createServer();
    const server = await listenOnLoopback(connections, 0);
    const fixtureUrl = new URL('../../../testing/lambda/lambda-fixture.ts', import.meta.url).href;
    const handler = `const socket = require('node:net').connect(${server.port}, '127.0.0.1');
      const connected = new Promise((resolve) => socket.once('connect', resolve));
      exports.handler = async () => { await connected; socket.write('pid');
        ${state === 'busy' ? 'await new Promise((r) => setTimeout(r, 8000));' : ''} };`;
    const script = `const { lambdaFixture, functionArn, serviceCaller } = await import('${fixtureUrl}');
      const files = { 'src/handler.js': ${JSON.stringify(handler)} };
      const { lambda } = await lambdaFixture({ orphan: { files } });
      await lambda.invoker.invoke({ functionArn: functionArn('orphan'), payload: Buffer.from('{}'),
        caller: serviceCaller, hop: null, turn: undefined });
      console.log('idle');`;
    const connected = once(connections, 'connection');
    const directory = await mkdtemp(join(tmpdir(), 'hopwise-orphan-'));
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, TMPDIR: directory },
    });
    const [socket] = await connected;
    if (state === 'busy') {
      await once(socket, 'data');
    } else {
      await once(parent.stdout, 'data');
    }
    socket.resume();
    const closed = once(socket, 'close');
    parent.kill('SIGKILL');
    await closed;
    await server.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('have no open socket after stop()', async () => {
    const fixture = await startLambda({
      socket: cjs('async () => process.env.AWS_LAMBDA_RUNTIME_API'),
    });
    const { value } = await call(fixture, invocation('socket'));
    expect(await isListening(value)).toBe(true);
    await fixture.lambda.stop();
    expect(await isListening(value)).toBe(false);
    expect(existsSync(value)).toBe(false);
  });

  it('end with stop(), including busy ones and their invocations', async () => {
    const fixture = await startLambda({
      busy: cjs(`async () => { console.log('pid', process.pid);
        await new Promise((done) => setTimeout(done, 8000)); }`),
    });
    const running = call(fixture, invocation('busy'));
    const pid = Number((await fixture.line(/\tpid /)).split(' ').at(-1));
    expect(isRunning(pid)).toBe(true);
    await fixture.lambda.stop();
    expect(isRunning(pid)).toBe(false);
    expect((await running).value.errorType).toBe('Runtime.ExitError');
    await expect(call(fixture, invocation('busy'))).rejects.toMatchObject({
      code: 'ServiceException',
    });
  });

  it('belong to their own Lambda when two run in one process', async () => {
    const [one, two] = await Promise.all([
      startLambda({
        same: { ...cjs('async () => process.env.STAGE'), environment: { STAGE: 'one' } },
      }),
      startLambda({
        same: { ...cjs('async () => process.env.STAGE'), environment: { STAGE: 'two' } },
      }),
    ]);
    const values = await Promise.all([one, two].map((lambda) => call(lambda, invocation('same'))));
    expect(values.map(({ value }) => value)).toEqual(['one', 'two']);
    await one.lambda.stop();
    expect((await call(two, invocation('same'))).value).toBe('two');
  });
});
