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
const id = 'JZq5mFOIIAMFi_w=';

type Answer = { readonly status: number; readonly body: string; readonly cut?: boolean };

const ask = async ({ status, body, cut }: Answer) => {
  const seen: { path?: string; headers?: string[]; body?: string } = {};
  server = createServer(async (request, response) => {
    seen.path = `${request.method} ${request.url}`;
    seen.headers = Object.keys(request.headers).filter((name) => name.startsWith('x-'));
    seen.body = (await request.toArray()).join('');
    response.writeHead(status, { 'content-type': 'text/event-stream', 'x-amz-apigw-id': id });
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
      signal,
    },
    ({ type }) => events.push(type),
  );
  return { seen, events, outcome };
};

const sse = (...events: object[]): string =>
  events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');

const done = { type: 'done', sessionId: 'a.1', correlationId: id };

describe('askQuestion', () => {
  it('sends the question without an id, joins the answer and returns the correlation id', async () => {
    const body = sse({ type: 'text', delta: 'All ' }, { type: 'text', delta: 'well' }, done);
    const { seen, events, outcome } = await ask({ status: 200, body });
    expect(seen).toEqual({
      path: 'POST /local/chat',
      headers: [],
      body: '{"message":"Status?"}',
    });
    expect(events).toEqual(['turn', 'text', 'text', 'done']);
    expect(outcome).toEqual({ answer: 'All well', correlationId: id });
  });

  it('returns the code and the hop of an error event', async () => {
    const error = {
      type: 'error',
      code: 'AGENT_ROLE_DENIED',
      message: 'No.',
      hop: 4,
      correlationId: id,
    };
    const { outcome } = await ask({ status: 200, body: sse({ type: 'text', delta: 'x' }, error) });
    expect(outcome).toEqual({
      answer: 'x',
      correlationId: id,
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
      {
        status: 403,
        body: '{"code":"INVOKE_AGENT_DENIED","message":"m","correlationId":"JZq5mFOIIAMFi_w="}',
      },
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
    const expected = { answer: '', correlationId: id, failure };
    expect((await ask(answer)).outcome).toEqual(expected);
  });

  it('reports that nothing answers, and that the user cancelled the question', async () => {
    const question = { apiUrl: 'http://127.0.0.1:9/local', message: 'Status?' };
    const outcome = (given: AbortSignal) =>
      askQuestion({ ...question, signal: given }, () => undefined);
    const without = (code: string) => ({
      answer: '',
      failure: expect.objectContaining({ code }),
    });
    expect(await outcome(signal)).toEqual(without('API_UNREACHABLE'));
    expect(await outcome(AbortSignal.abort())).toEqual(without('ASK_ABORTED'));
  });
});
