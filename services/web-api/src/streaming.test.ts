import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { plainAnswer, toolStarted } from '../testing/agent-answers.ts';
import { chunkFrame } from '../testing/bedrock-server.ts';
import { createClientSide } from '../testing/lambda-edge.ts';
import { chatProxyEvent } from '../testing/proxy-event.ts';
import { startTestWebApi, type TestWebApi } from '../testing/start-test-web-api.ts';

const remainingMs = 60_000;

let api: TestWebApi;
beforeEach(async () => {
  api = await startTestWebApi({ remainingMs });
});
afterEach(() => api.close());

const pings = (body: string) => body.split(': ping\n\n').length - 1;

describe('while the agent thinks', () => {
  it('sends a comment every 15 s of silence', async () => {
    const { side, done } = api.start(chatProxyEvent());
    const call = await api.bedrock.nextCall();
    call.stream(chunkFrame('first'));
    await side.until('first');
    api.clock.advance(14_999);
    expect(pings(side.body())).toBe(0);
    api.clock.advance(1);
    await side.until(': ping');
    api.clock.advance(15_000);
    await side.until(': ping\n\n: ping');
    expect(pings(side.body())).toBe(2);

    call.stream(chunkFrame('second'));
    await side.until('second');
    api.clock.advance(14_999);
    expect(pings(side.body())).toBe(2);
    call.stream(...plainAnswer());
    call.response.end();
    await done;
    expect(side.events().at(-1)?.type).toBe('done');
    expect(api.clock.pending()).toBe(0);
  });

  it('opens the stream after 15 s if the agent has not answered', async () => {
    const { side, done } = api.start(chatProxyEvent());
    const call = await api.bedrock.nextCall();
    api.clock.advance(14_999);
    expect(side.body()).toBe('');
    api.clock.advance(1);
    await side.until('"hop":2');
    api.clock.advance(15_000);
    await side.until(': ping');
    call.refuse(403, 'AccessDeniedException', 'no');
    await done;
    expect(side.prelude().statusCode).toBe(200);
    expect(side.events().slice(-2)).toEqual([
      { type: 'hop', hop: 3, credential: 'iam', effect: 'deny', code: 'INVOKE_AGENT_DENIED' },
      {
        type: 'error',
        code: 'INVOKE_AGENT_DENIED',
        message: expect.any(String),
        hop: 3,
        correlationId: 'AbCdEfGhIjKlMnO=',
      },
    ]);
    expect(api.clock.pending()).toBe(0);
  });
});

describe('a client that disconnects', () => {
  it('ends the call to the agent during the answer', async () => {
    const { side, done } = api.start(chatProxyEvent());
    const call = await api.bedrock.nextCall();
    call.stream(chunkFrame('first'));
    await side.until('first');
    side.disconnect();
    await call.closed;
    await done;
    expect(api.lines.at(-1)).toMatchObject({ level: 'warn', code: 'CLIENT_DISCONNECTED' });
    expect(api.clock.pending()).toBe(0);
  });

  it('ends the call to the agent before the answer', async () => {
    const { side, done } = api.start(chatProxyEvent());
    const call = await api.bedrock.nextCall();
    side.disconnect();
    await call.closed;
    await done;
    expect(api.lines.at(-1)).toMatchObject({ code: 'CLIENT_DISCONNECTED', streamed: false });
    expect(api.clock.pending()).toBe(0);
  });

  it('with an error of the response also ends the call to the agent', async () => {
    const { side, done } = api.start(chatProxyEvent());
    const call = await api.bedrock.nextCall();
    call.stream(chunkFrame('first'));
    await side.until('first');
    side.stream.destroy(new Error('EPIPE'));
    await call.closed;
    await done;
    expect(api.lines.at(-1)).toMatchObject({ code: 'CLIENT_DISCONNECTED' });
  });
});

describe('the deadline', () => {
  it('ends an answer that takes too long with AGENT_TIMEOUT', async () => {
    const { side, done } = api.start(chatProxyEvent());
    const call = await api.bedrock.nextCall();
    call.stream(chunkFrame('first'), toolStarted());
    await side.until('started');
    api.clock.advance(remainingMs - 1501);
    expect(side.body()).not.toContain('AGENT_TIMEOUT');
    api.clock.advance(1);
    await done;
    await call.closed;
    expect(side.events().slice(-2)).toMatchObject([
      { type: 'step', outcome: 'failed' },
      { type: 'error', code: 'AGENT_TIMEOUT' },
    ]);
    expect(side.stream.writableEnded).toBe(true);
    expect(api.clock.pending()).toBe(0);
  });

  it('returns 504 if the stream has not started', async () => {
    const short = await startTestWebApi({ remainingMs: 10_000 });
    const { side, done } = short.start(chatProxyEvent());
    const call = await short.bedrock.nextCall();
    short.clock.advance(8500);
    await done;
    await call.closed;
    expect(side.prelude().statusCode).toBe(504);
    expect(JSON.parse(side.body()).code).toBe('AGENT_TIMEOUT');
    await short.close();
  });
});

describe('a client that is slower than the agent', () => {
  const large = 'x'.repeat(200_000);

  it('slows the agent down and receives the complete answer', async () => {
    const side = createClientSide({ reads: false });
    const { done } = api.start(chatProxyEvent(), side);
    const call = await api.bedrock.nextCall();
    for (let count = 0; count < 20; count += 1) call.stream(chunkFrame(large));
    call.stream(...plainAnswer('end'));
    call.response.end();
    while (!side.stream.writableNeedDrain) await new Promise(setImmediate);
    expect(side.stream.writableLength).toBeLessThan(2 * large.length);
    side.read();
    await done;
    const text = side.events().map((event) => (event.type === 'text' ? event.delta : ''));
    expect(text.join('')).toBe(`${large.repeat(20)}end`);
  });

  it('receives no pings and cannot exceed the deadline', async () => {
    const side = createClientSide({ reads: false });
    const { done } = api.start(chatProxyEvent(), side);
    const call = await api.bedrock.nextCall();
    for (let count = 0; count < 20; count += 1) call.stream(chunkFrame(large));
    while (!side.stream.writableNeedDrain) await new Promise(setImmediate);
    const buffered = side.stream.writableLength;
    api.clock.advance(45_000);
    expect(side.stream.writableLength).toBe(buffered);
    api.clock.advance(remainingMs);
    await done;
    await call.closed;
    side.read();
    await side.until('AGENT_TIMEOUT');
    expect(pings(side.body())).toBe(0);
    expect(api.clock.pending()).toBe(0);
  });
});
