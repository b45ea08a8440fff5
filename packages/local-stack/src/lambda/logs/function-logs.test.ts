import { afterEach, describe, expect, it } from '@jest/globals';
import {
  cjs,
  invocation,
  startLambda,
  stopLambdas,
} from '../../../testing/lambda/lambda-fixture.ts';
import type { DeployedFunction } from '../function/deployed-function.ts';

afterEach(stopLambdas);

const initStart =
  /^INIT_START Runtime Version: nodejs:\d+\.v\d+\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}$/;

const json = (levels: Partial<DeployedFunction['logging']> = {}): DeployedFunction['logging'] => ({
  format: 'JSON',
  applicationLevel: 'INFO',
  systemLevel: 'INFO',
  logGroup: '/hopwise/shared',
  ...levels,
});

describe('a log in the format Text', () => {
  it("has INIT_START, START, the function's lines with the request id, END and REPORT", async () => {
    const fixture = await startLambda({
      log: cjs("async () => { console.log('one', { two: 2 }); console.error('line\\nbreak'); }"),
    });
    const { requestId } = await fixture.lambda.invoker.invoke(invocation('log'));
    await fixture.lambda.recycle();
    expect(fixture.lines).toEqual([
      expect.stringMatching(initStart),
      `START RequestId: ${requestId} Version: $LATEST`,
      expect.stringMatching(new RegExp(`^\\S+Z\\t${requestId}\\tINFO\\tone \\{ two: 2 \\}$`)),
      expect.stringMatching(new RegExp(`^\\S+Z\\t${requestId}\\tERROR\\tline\\rbreak$`)),
      `END RequestId: ${requestId}`,
      expect.stringMatching(
        new RegExp(
          `^REPORT RequestId: ${requestId}\\tDuration: \\S+ ms\\tBilled Duration: \\d+ ms\\tMemory Size: 128 MB\\t(Max Memory Used: \\d+ MB\\t)?Init Duration: \\S+ ms$`,
        ),
      ),
    ]);
  });

  it('has no initialization when the environment is reused', async () => {
    const fixture = await startLambda({ log: cjs('async () => 1') });
    await fixture.lambda.invoker.invoke(invocation('log'));
    const before = fixture.lines.length;
    await fixture.lambda.invoker.invoke(invocation('log'));
    expect(fixture.lines.slice(before)).toEqual([
      expect.stringMatching(/^START /),
      expect.stringMatching(/^END /),
      expect.not.stringContaining('Init Duration'),
    ]);
  });

  it.each([
    ['() => new Promise((r) => setTimeout(r, 9000))', /Task timed out after 0\.20/, 'timeout'],
    ['async () => process.exit(3)', /exit status 3$/, 'error\tError Type: Runtime.ExitError'],
  ])('names the end of %s', async (handler, line, status) => {
    const fixture = await startLambda({ log: { ...cjs(handler), timeoutMs: 200 } });
    await fixture.lambda.invoker.invoke(invocation('log'));
    expect(fixture.lines).toContainEqual(expect.stringMatching(line));
    expect(fixture.lines.at(-1)).toMatch(new RegExp(`^REPORT .*\tStatus: ${status}$`));
  });

  it('reports each failed initialization, the second one within the invocation', async () => {
    const fixture = await startLambda({ log: { files: { 'src/handler.js': 'process.exit(4);' } } });
    await fixture.lambda.invoker.invoke(invocation('log'));
    const reports = fixture.lines.filter((line) => line.startsWith('INIT_REPORT'));
    expect(reports).toEqual(
      ['init', 'invoke'].map((phase) =>
        expect.stringMatching(
          new RegExp(
            `^INIT_REPORT Init Duration: \\S+ ms\tPhase: ${phase}\tStatus: error\tError Type: Runtime.ExitError$`,
          ),
        ),
      ),
    );
  });

  it('reports an initialization that takes too long', async () => {
    const fixture = await startLambda(
      { log: { files: { 'src/handler.js': 'for (;;);' }, timeoutMs: 200 } },
      { initLimitMs: 300 },
    );
    const { payload, functionError } = await fixture.lambda.invoker.invoke(invocation('log'));
    expect(functionError).toBe('Unhandled');
    expect(Buffer.from(payload).toString()).toContain('Task timed out after 0.20 seconds');
    expect(fixture.lines.filter((line) => line.startsWith('INIT_REPORT'))).toEqual([
      expect.stringMatching(/Phase: init\tStatus: timeout$/),
      expect.stringMatching(/Phase: invoke\tStatus: timeout$/),
    ]);
  });
});

describe('a delay before a process is ended', () => {
  it('lets a late initialization and a late answer count', async () => {
    const handler = `const until = Date.now() + 50; while (Date.now() < until);
      exports.handler = async () => new Promise((done) => setTimeout(() => done('late'), 50));`;
    const fixture = await startLambda(
      { log: { files: { 'src/handler.js': handler }, timeoutMs: 1 } },
      { initLimitMs: 1, killDelayMs: 60_000 },
    );
    const { payload, functionError } = await fixture.lambda.invoker.invoke(invocation('log'));
    expect(functionError).toBeUndefined();
    expect(Buffer.from(payload).toString()).toBe('"late"');
  });
});

describe('the connection to the Runtime API', () => {
  it('has no time limit while the function works', async () => {
    const handler = `() => new Promise((resolve) => {
      const socketPath = process.env.AWS_LAMBDA_RUNTIME_API;
      require('node:http').get({ socketPath, path: '/unknown', agent: false, headers: { connection: 'keep-alive' } },
        ({ headers }) => resolve([headers.connection, headers['keep-alive'] ?? 'no limit'])); })`;
    const fixture = await startLambda({ log: { ...cjs(handler), timeoutMs: 60_000 } });
    const { payload } = await fixture.lambda.invoker.invoke(invocation('log'));
    expect(Buffer.from(payload).toString()).toBe('["keep-alive","no limit"]');
  });
});

describe('a log in the format JSON', () => {
  const records = (lines: readonly string[]) => lines.map((line) => JSON.parse(line));

  it('has the events of the platform and of the function', async () => {
    const handler = `async () => {
      console.debug('unseen'); console.info({ tool: 'a' }); console.error(new RangeError('far')); }`;
    const fixture = await startLambda({ log: { ...cjs(handler), logging: json() } });
    const { requestId } = await fixture.lambda.invoker.invoke(invocation('log'));
    expect(records(fixture.lines)).toMatchObject([
      { type: 'platform.initStart', record: { initializationType: 'on-demand', phase: 'init' } },
      { type: 'platform.start', record: { requestId, version: '$LATEST' } },
      { level: 'INFO', requestId, message: { tool: 'a' } },
      { level: 'ERROR', requestId, message: { errorType: 'RangeError', errorMessage: 'far' } },
      {
        type: 'platform.report',
        record: {
          requestId,
          status: 'success',
          metrics: { memorySizeMB: 128, billedDurationMs: expect.any(Number) },
        },
      },
    ]);
  });

  it("contains only the function's log levels", async () => {
    const logging = json({ applicationLevel: 'DEBUG', systemLevel: 'WARN' });
    const fixture = await startLambda({
      log: { ...cjs("async () => { console.debug('seen'); process.exit(1); }"), logging },
    });
    await fixture.lambda.invoker.invoke(invocation('log'));
    expect(records(fixture.lines)).toMatchObject([
      { level: 'DEBUG', message: 'seen' },
      { type: 'platform.runtimeDone', record: { status: 'error' } },
      { type: 'platform.report', record: { status: 'error', errorType: 'Runtime.ExitError' } },
    ]);
  });

  it("sets the function's variables for format, level and group", async () => {
    const fixture = await startLambda({ log: { ...cjs('async () => 1'), logging: json() } });
    expect(await fixture.lambda.functionEnvironment('log')).toMatchObject({
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      AWS_LAMBDA_LOG_LEVEL: 'INFO',
      AWS_LAMBDA_LOG_GROUP_NAME: '/hopwise/shared',
    });
  });
});
