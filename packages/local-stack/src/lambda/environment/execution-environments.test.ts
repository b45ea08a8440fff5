import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
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

  it('grow with concurrency up to a limit', async () => {
    const fixture = await startLambda({ slow }, { maxEnvironmentsPerFunction: 2 });
    const outcomes = await Promise.allSettled([
      call(fixture, invocation('slow')),
      call(fixture, invocation('slow')),
      call(fixture, invocation('slow')),
    ]);
    const pids = outcomes.map((one) => (one.status === 'fulfilled' ? one.value.value : undefined));
    expect(new Set(pids.slice(0, 2)).size).toBe(2);
    expect(outcomes[2]).toMatchObject({
      status: 'rejected',
      reason: { code: 'TooManyRequestsException' },
    });
    expect((await call(fixture, invocation('slow'))).functionError).toBeUndefined();
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
