import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { plainAnswer } from '../testing/agent-answers.ts';
import { type BedrockServer, startBedrockServer } from '../testing/bedrock-server.ts';
import { createClientSide, openResponse } from '../testing/lambda-edge.ts';
import { chatProxyEvent } from '../testing/proxy-event.ts';
import { setAwsEnvironment } from '../testing/start-test-web-api.ts';

type Handle = (event: unknown, stream: unknown, context: unknown) => Promise<void>;

const context = { awsRequestId: 'lambda-request-1', getRemainingTimeInMillis: () => 30_000 };

let bedrock: BedrockServer;
let handle: Handle;
const written: string[] = [];

beforeAll(async () => {
  bedrock = await startBedrockServer();
  setAwsEnvironment(bedrock.origin);
  Object.assign(process.env, {
    AGENT_ID: 'AGENT12345',
    AGENT_ALIAS_ID: 'ALIAS12345',
    ALLOWED_ORIGIN: 'https://ui.example.com',
    PUBLIC_API: 'true',
    AWS_REGION: 'us-east-1',
    POWERTOOLS_SERVICE_NAME: 'web-api',
    // In this mode the logger writes to the global console, which the test can observe.
    POWERTOOLS_DEV: 'true',
  });
  Object.assign(globalThis, {
    awslambda: {
      streamifyResponse: (handler: Handle) => handler,
      HttpResponseStream: { from: openResponse },
    },
  });
  for (const level of ['info', 'warn', 'error'] as const) {
    jest.spyOn(console, level).mockImplementation((line: unknown) => {
      written.push(String(line));
    });
  }
  const entry: { handler: unknown } = await import('./handler.ts');
  handle = entry.handler as Handle;
});

afterAll(async () => {
  jest.restoreAllMocks();
  Reflect.deleteProperty(globalThis, 'awslambda');
  await bedrock.close();
});

describe('the entry of the function', () => {
  it('answers a turn and logs one line of JSON', async () => {
    const side = createClientSide();
    const done = handle(chatProxyEvent(), side.stream, context);
    const call = await bedrock.nextCall();
    call.stream(...plainAnswer());
    call.response.end();
    await done;
    expect(side.prelude().statusCode).toBe(200);
    expect(side.events().at(-1)?.type).toBe('done');
    expect(written).toHaveLength(1);
    expect(JSON.parse(written[0] ?? '')).toMatchObject({
      level: 'INFO',
      service: 'web-api',
      message: 'request answered',
      correlationId: 'AbCdEfGhIjKlMnO=',
      code: 'OK',
    });
  });

  it('serves concurrent turns without mixing them', async () => {
    const turns = ['one', 'two', 'three'].map((message) => {
      const side = createClientSide();
      return { message, side, done: handle(chatProxyEvent({ message }), side.stream, context) };
    });
    const calls = await Promise.all(turns.map(() => bedrock.nextCall()));
    for (const call of calls.reverse()) {
      call.stream(...plainAnswer(`answer to ${call.body.inputText}`));
      call.response.end();
    }
    await Promise.all(turns.map(({ done }) => done));
    for (const { message, side } of turns) {
      expect(side.events()).toContainEqual({ type: 'text', delta: `answer to ${message}` });
    }
  });
});
