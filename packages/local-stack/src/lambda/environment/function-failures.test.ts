import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
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

describe('a function that fails', () => {
  it.each([
    ['throws', 'async () => { throw new RangeError("too far"); }', 'RangeError', 'too far'],
    ['throws a value that is not an error', 'async () => { throw "text"; }', 'string', 'text'],
    [
      'returns a value that JSON cannot represent',
      'async () => { const a = {}; a.a = a; return a; }',
      'Runtime.JSONStringifyError',
      'Unable to stringify response body',
    ],
    [
      'exits',
      'async () => process.exit(3)',
      'Runtime.ExitError',
      /^RequestId: \S+ Error: Runtime exited with error: exit status 3$/,
    ],
    [
      'aborts',
      'async () => process.abort()',
      'Runtime.ExitError',
      /^RequestId: \S+ Error: Runtime exited with error: signal: aborted$/,
    ],
    [
      'never settles',
      '() => new Promise(() => {})',
      'Runtime.ExitError',
      /Error: Runtime exited without providing a reason$/,
    ],
    [
      'leaves a rejection unhandled',
      'async () => { Promise.reject(new Error("lost")); await new Promise((r) => setTimeout(r, 5000)); }',
      'Runtime.UnhandledPromiseRejection',
      'Error: lost',
    ],
    [
      'throws outside of the handler',
      'async () => { setTimeout(() => { throw new TypeError("late"); }, 1); await new Promise((r) => setTimeout(r, 5000)); }',
      'TypeError',
      'late',
    ],
    [
      'returns more than 6 MB',
      'async () => "x".repeat(6_291_556)',
      'Function.ResponseSizeTooLarge',
      'Response payload size (6291558 bytes) exceeded maximum allowed payload size (6291556 bytes).',
    ],
    [
      'has a callback parameter',
      '(event, context, callback) => callback(null, 1)',
      'Runtime.CallbackHandlerDeprecated',
      /^ERROR: AWS Lambda has removed support for callback-based function handlers/,
    ],
  ])('that %s is reported as Unhandled', async (...row) => {
    const [, body, errorType, errorMessage] = row;
    const fixture = await startLambda({ bad: cjs(body) });
    const { functionError, value } = await call(fixture, invocation('bad'));
    expect(functionError).toBe('Unhandled');
    expect(value).toMatchObject({
      errorType,
      errorMessage:
        typeof errorMessage === 'string' ? errorMessage : expect.stringMatching(errorMessage),
    });
  });

  it.each([
    ['index.handler', {}, 'Runtime.ImportModuleError'],
    ['index.other', { 'index.js': 'exports.handler = async () => 1;' }, 'Runtime.HandlerNotFound'],
    ['index.handler', { 'index.js': 'exports.handler = 1;' }, 'Runtime.HandlerNotFound'],
    ['index.handler', { 'index.js': 'this is no JavaScript' }, 'Runtime.UserCodeSyntaxError'],
    ['../index.handler', { 'index.js': '' }, 'Runtime.MalformedHandlerName'],
    ['index', { 'index.js': '' }, 'Runtime.MalformedHandlerName'],
    ['index.handler', { 'index.js': 'throw new EvalError("init");' }, 'EvalError'],
    ['index.handler', { 'index.js': 'process.exit(4);' }, 'Runtime.ExitError'],
  ])('to initialize, with %s of %j, is reported as %s', async (handler, files, errorType) => {
    const fixture = await startLambda({ bad: { handler, files } });
    const { functionError, value } = await call(fixture, invocation('bad'));
    expect([functionError, value.errorType]).toEqual(['Unhandled', errorType]);
  });

  it('gets a second initialization when the first one fails', async () => {
    const fixture = await startLambda({
      flaky: {
        files: {
          'src/handler.js': `const { existsSync, writeFileSync } = require('node:fs');
            if (!existsSync('tried')) { writeFileSync('tried', ''); throw new Error('first'); }
            exports.handler = async () => 'second';`,
        },
      },
    });
    expect(await call(fixture, invocation('flaky'))).toEqual({
      functionError: undefined,
      value: 'second',
    });
  });

  // Only Linux reports how much memory another process uses.
  const onLinux = process.platform === 'linux' ? it : it.skip;

  onLinux('is killed when it exceeds its memory, including buffers', async () => {
    const fixture = await startLambda({
      large: cjs(`async ({ buffers }) => {
        const all = [];
        for (let n = 0; n < buffers; n += 1) {
          all.push(Buffer.alloc(8_000_000, 1));
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        return all.length; }`),
    });
    const { functionError, value } = await call(fixture, invocation('large', { buffers: 100 }));
    expect(functionError).toBe('Unhandled');
    expect(value).toEqual({
      errorType: 'Runtime.OutOfMemory',
      errorMessage: expect.stringMatching(
        /^RequestId: \S+ Error: Runtime exited with error: signal: killed$/,
      ),
    });
    expect(fixture.lines.at(-1)).toMatch(/Max Memory Used: 128 MB\t.*Runtime\.OutOfMemory$/);
    expect((await call(fixture, invocation('large', { buffers: 1 }))).value).toBe(1);
  });

  it("times out with Lambda's message, and its environment ends", async () => {
    const fixture = await startLambda({
      hang: {
        files: {
          'src/handler.js': `exports.handler = async ({ hang }) => {
            if (hang) for (;;);
            return process.pid; };`,
        },
        timeoutMs: 300,
      },
    });
    const { value: pid } = await call(fixture, invocation('hang', { hang: false }));
    const { functionError, value } = await call(fixture, invocation('hang', { hang: true }));
    expect(functionError).toBe('Unhandled');
    expect(value).toEqual({
      errorMessage: expect.stringMatching(
        /^\d{4}-\d\d-\d\dT[\d:.]+Z [0-9a-f-]{36} Task timed out after 0\.30 seconds$/,
      ),
    });
    const { value: nextPid } = await call(fixture, invocation('hang', { hang: false }));
    expect(nextPid).not.toBe(pid);
    expect(isRunning(pid)).toBe(false);
  });

  // Windows has no process groups.
  const withGroups = process.platform === 'win32' ? it.skip : it;

  withGroups('and exits leaves no child processes', async () => {
    const connections = createServer();
    const server = await listenOnLoopback(connections, 0);
    const child = `require('node:net').connect(${server.port}, '127.0.0.1', () => console.log('connected'));`;
    const fixture = await startLambda({
      parent: cjs(`async () => {
        const { stdout } = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}]);
        await require('node:events').once(stdout, 'data');
        process.exit(3); }`),
    });
    const connected = once(connections, 'connection');
    const { value } = await call(fixture, invocation('parent'));
    expect(value.errorType).toBe('Runtime.ExitError');
    const [socket] = await connected;
    await once(socket.resume(), 'close');
    await server.close();
  });

  it('tells the caller and the log when this machine cannot write its files', async () => {
    const fixture = await startLambda(
      { one: cjs('async () => 1') },
      { workDirectory: '/dev/null/hopwise' },
    );
    const message =
      /^The execution environment of one could not be created\. .*(?:ENOTDIR|ENOENT|EINVAL)/;
    await expect(call(fixture, invocation('one'))).rejects.toMatchObject({
      code: 'ServiceException',
      message: expect.stringMatching(message),
    });
    expect(fixture.lines).toContainEqual(expect.stringMatching(message));
    expect(fixture.lambda.usage()).toEqual({ processes: 0, environments: 0 });
  });
});
