import { systemClock } from '@hopwise/auth/clock';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  call,
  cjs,
  functionArn,
  invocation,
  serviceCaller,
  startLambda,
  stopLambdas,
} from '../../testing/lambda/lambda-fixture.ts';
import { createTurnTraces } from '../decisions/turn-traces.ts';

afterEach(stopLambdas);

describe('an invocation', () => {
  it('runs a CommonJS handler with event, context and client context', async () => {
    const fixture = await startLambda({
      echo: cjs(`async (event, context) => ({ event, context: {
        ...context, remaining: context.getRemainingTimeInMillis() } })`),
    });
    const clientContext = { custom: { tool: 'Grüße' } };
    const { value } = await call(fixture, {
      ...invocation('echo', { text: 'héllo' }),
      clientContext,
    });
    expect(value.event).toEqual({ text: 'héllo' });
    expect(value.context).toMatchObject({
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      invokedFunctionArn: functionArn('echo'),
      functionName: 'echo',
      functionVersion: '$LATEST',
      memoryLimitInMB: '128',
      logGroupName: '/aws/lambda/echo',
      clientContext,
    });
    expect(value.context.remaining).toBeGreaterThan(8000);
    expect(value.context.remaining).toBeLessThanOrEqual(10_000);
  });

  it('runs an ES module with top-level await and a nested handler name', async () => {
    const fixture = await startLambda({
      esm: {
        handler: 'index.api.handler',
        files: { 'index.mjs': 'await null; export const api = { handler: async () => 7 };' },
      },
    });
    expect((await call(fixture, invocation('esm'))).value).toBe(7);
  });

  it('gives the function its own environment variables and none of this process', async () => {
    process.env.HOPWISE_TEST_LEAK = 'leaked';
    const fixture = await startLambda({
      env: {
        ...cjs('async () => process.env'),
        environment: { SECRET_ID: 'gateway-client', AWS_ACCESS_KEY_ID: 'overridden' },
      },
    });
    const { value } = await call(fixture, invocation('env'));
    delete process.env.HOPWISE_TEST_LEAK;
    expect(value).toMatchObject({
      AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: 'env',
      AWS_REGION: 'us-east-1',
      AWS_SESSION_TOKEN: 'token',
      SECRET_ID: 'gateway-client',
      TZ: ':UTC',
      _HANDLER: 'src/handler.handler',
    });
    expect(value).not.toHaveProperty('HOPWISE_TEST_LEAK');
    expect(value).not.toHaveProperty('HOME');
  });

  it('reuses an idle environment and keeps its module state', async () => {
    const fixture = await startLambda({
      count: { files: { 'src/handler.js': 'let n = 0; exports.handler = async () => ++n;' } },
    });
    expect((await call(fixture, invocation('count'))).value).toBe(1);
    expect((await call(fixture, invocation('count'))).value).toBe(2);
    await fixture.lambda.recycle();
    expect((await call(fixture, invocation('count'))).value).toBe(1);
  });

  it('sets the tracing header and the turn of the invocation, also during initialization', async () => {
    const traces = createTurnTraces(systemClock);
    const fixture = await startLambda(
      {
        trace: {
          files: {
            'src/handler.js': `const atInit = process.env._X_AMZN_TRACE_ID;
              exports.handler = async () => [atInit, process.env._X_AMZN_TRACE_ID];`,
          },
        },
      },
      { traces },
    );
    const first = await call(fixture, { ...invocation('trace'), turn: 'turn-0001' });
    const second = await call(fixture, { ...invocation('trace'), turn: 'turn-0002' });
    expect(first.value.map((header: string) => traces.turnOf(header))).toEqual([
      'turn-0001',
      'turn-0001',
    ]);
    expect(traces.turnOf(second.value[1])).toBe('turn-0002');
    expect((await call(fixture, invocation('trace'))).value[1]).toBeNull();
    expect(fixture.sessions).toHaveLength(1);
    expect(fixture.sessions[0]?.currentTurn()).toBeUndefined();
  });

  it('attributes the session to the current invocation', async () => {
    const fixture = await startLambda({
      slow: cjs('() => new Promise((done) => setTimeout(done, 150))'),
    });
    const running = call(fixture, { ...invocation('slow'), turn: 'turn-0003' });
    await fixture.line(/^START/);
    expect(fixture.sessions[0]?.currentTurn()).toBe('turn-0003');
    await running;
  });
});

describe('the authorization', () => {
  it('uses the caller, hop and function, and a denial prevents the function from running', async () => {
    const fixture = await startLambda({ secret: cjs('async () => 1') });
    fixture.denied.add('lambda:InvokeFunction');
    await expect(call(fixture, invocation('secret'))).rejects.toMatchObject({
      code: 'AccessDeniedException',
      message: expect.stringContaining(
        'bedrock.amazonaws.com is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:us-east-1:111122223333:function:secret',
      ),
    });
    expect(fixture.requests).toEqual([
      {
        action: 'lambda:InvokeFunction',
        caller: serviceCaller,
        hop: 5,
        resource: functionArn('secret'),
        resourcePolicy: undefined,
      },
    ]);
    expect(fixture.sessions).toEqual([]);
  });

  it('fails the invocation when the role does not trust Lambda', async () => {
    const fixture = await startLambda({ untrusted: cjs('async () => 1') });
    fixture.denied.add('sts:AssumeRole');
    await expect(call(fixture, invocation('untrusted'))).rejects.toMatchObject({
      code: 'AccessDeniedException',
      message: 'The role defined for the function cannot be assumed by Lambda.',
    });
    await expect(fixture.lambda.functionEnvironment('untrusted')).rejects.toMatchObject({
      code: 'AccessDeniedException',
    });
  });

  it("attributes the role's decision to the hop of the cold start, and to no hop outside of Lambda", async () => {
    const fixture = await startLambda({ cold: cjs('async () => 1') });
    await call(fixture, { ...invocation('cold'), hop: 7 });
    await call(fixture, invocation('cold'));
    await fixture.lambda.functionEnvironment('cold');
    expect(fixture.assumed.map(({ hop }) => hop)).toEqual([7, null]);
  });

  it('happens before the function lookup', async () => {
    const fixture = await startLambda({});
    await expect(call(fixture, invocation('absent'))).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
    fixture.denied.add('lambda:InvokeFunction');
    await expect(call(fixture, invocation('absent'))).rejects.toMatchObject({
      code: 'AccessDeniedException',
    });
  });
});

describe('a waiting caller', () => {
  it('can stop waiting while the invocation continues', async () => {
    const fixture = await startLambda({
      slow: cjs(
        "async () => { await new Promise((r) => setTimeout(r, 150)); console.log('done'); }",
      ),
    });
    await expect(
      call(fixture, { ...invocation('slow'), signal: AbortSignal.timeout(100) }),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
    await fixture.line(/^REPORT/);
    expect(fixture.lines.some((line) => line.endsWith('\tdone'))).toBe(true);
  });

  it('gets an error for a payload over 6 MiB', async () => {
    const fixture = await startLambda({ echo: cjs('async (event) => event.length') });
    const limit = 6 * 1024 * 1024;
    const sized = (bytes: number) => invocation('echo', 'x'.repeat(bytes - 2));
    expect((await call(fixture, sized(limit))).value).toBe(limit - 2);
    await expect(call(fixture, sized(limit + 1))).rejects.toMatchObject({
      code: 'RequestTooLargeException',
    });
  });
});

describe('functionEnvironment', () => {
  it('returns the variables and fresh credentials by name and by ARN', async () => {
    const fixture = await startLambda({
      tools: { ...cjs('async () => 1'), environment: { GATEWAY_URL: 'http://127.0.0.1:2/mcp' } },
    });
    const byName = await fixture.lambda.functionEnvironment('tools');
    expect(byName).toMatchObject({
      GATEWAY_URL: 'http://127.0.0.1:2/mcp',
      AWS_SESSION_TOKEN: 'token',
    });
    expect(await fixture.lambda.functionEnvironment(functionArn('tools'))).toMatchObject({
      AWS_LAMBDA_FUNCTION_NAME: 'tools',
    });
    await expect(fixture.lambda.functionEnvironment('absent')).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
  });
});
