import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { askQuestion } from './ask-question.ts';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const signal = new AbortController().signal;

type Answer = { readonly status: number; readonly body: string; readonly cut?: boolean };

const ask = async ({ status, body, cut }: Answer) => {
  const seen: { path?: string; correlationId?: unknown; body?: string } = {};
  server = createServer(async (request, response) => {
    seen.path = `${request.method} ${request.url}`;
    seen.correlationId = request.headers['x-correlation-id'];
    seen.body = (await request.toArray()).join('');
    response.writeHead(status, { 'content-type': 'text/event-stream' });
    if (cut) {
      response.write(body, () => response.destroy());
    } else {
      response.end(body);
    }
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server?.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const events: string[] = [];
  const outcome = await askQuestion(
    {
      apiUrl: `http://127.0.0.1:${port}/local`,
      message: 'Status?',
      correlationId: 'ask-12345678',
      signal,
    },
    ({ type }) => events.push(type),
  );
  return { seen, events, outcome };
};

const sse = (...events: object[]): string =>
  events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');

const done = { type: 'done', sessionId: 'a.1', correlationId: 'ask-12345678' };

describe('askQuestion', () => {
  it('sends the question with its correlation id and joins the answer', async () => {
    const body = sse({ type: 'text', delta: 'All ' }, { type: 'text', delta: 'well' }, done);
    const { seen, events, outcome } = await ask({ status: 200, body });
    expect(seen).toEqual({
      path: 'POST /local/chat',
      correlationId: 'ask-12345678',
      body: '{"message":"Status?"}',
    });
    expect(events).toEqual(['text', 'text', 'done']);
    expect(outcome).toEqual({ answer: 'All well' });
  });

  it('returns the code and the hop of an error event', async () => {
    const error = {
      type: 'error',
      code: 'AGENT_ROLE_DENIED',
      message: 'No.',
      hop: 4,
      correlationId: 'ask-12345678',
    };
    const { outcome } = await ask({ status: 200, body: sse({ type: 'text', delta: 'x' }, error) });
    expect(outcome).toEqual({
      answer: 'x',
      failure: { code: 'AGENT_ROLE_DENIED', message: 'No.', hop: 4 },
    });
  });

  it.each<[string, Answer]>([
    ['ends without its last event', { status: 200, body: sse({ type: 'text', delta: 'x' }) }],
    ['is cut', { status: 200, body: sse({ type: 'text', delta: 'x' }), cut: true }],
    ['contains an unknown event', { status: 200, body: 'data: {"type":"other"}\n\n' }],
  ])('reports STREAM_CUT for an answer that %s', async (_name, answer) => {
    const { outcome } = await ask(answer);
    expect(outcome.failure?.code).toBe('STREAM_CUT');
  });

  it.each<[string, Answer, object]>([
    [
      'web-api with its code',
      { status: 403, body: '{"code":"INVOKE_AGENT_DENIED","message":"m","correlationId":"c"}' },
      { code: 'INVOKE_AGENT_DENIED', message: 'm', hop: 3 },
    ],
    [
      'API Gateway with its message',
      { status: 500, body: '{"message": "Internal server error"}' },
      {
        code: 'API_FUNCTION_NOT_CALLED',
        message: 'API Gateway could not call the web-api function.',
        hop: 2,
      },
    ],
    [
      'a server that sends no JSON',
      { status: 502, body: '<html>' },
      { code: 'API_FUNCTION_FAILED', message: expect.stringContaining('web-api'), hop: 2 },
    ],
  ])('reports a refusal by %s', async (_name, answer, failure) => {
    expect((await ask(answer)).outcome).toEqual({ answer: '', failure });
  });

  it('reports that nothing answers, and that the user cancelled the question', async () => {
    const question = {
      apiUrl: 'http://127.0.0.1:9/local',
      message: 'Status?',
      correlationId: 'ask-12345678',
    };
    const failureCode = async (given: AbortSignal) =>
      (await askQuestion({ ...question, signal: given }, () => undefined)).failure?.code;
    expect(await failureCode(signal)).toBe('API_UNREACHABLE');
    expect(await failureCode(AbortSignal.abort())).toBe('ASK_ABORTED');
  });
});
