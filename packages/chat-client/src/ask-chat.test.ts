import { describe, expect, it } from '@jest/globals';
import { type AnswerEvent, askChat, type ChatQuestion } from './ask-chat.ts';
import { ChatError, type ChatFailure } from './chat-failure.ts';

const correlationId = 'c0ffee00c0ffee00';

const frames = (events: readonly object[]): string =>
  events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');

const done = { type: 'done', sessionId: 'a.1', correlationId };
const text = { type: 'text', delta: 'Two findings' };

type Sent = { url: string; init: RequestInit };

const askOnce = async (answer: () => Promise<Response>, change: Partial<ChatQuestion> = {}) => {
  const sent: Sent[] = [];
  const events: AnswerEvent[] = [];
  let failure: ChatFailure | undefined;
  const question: ChatQuestion = {
    apiUrl: 'https://api.example/dev',
    message: 'Check security status',
    sessionId: 'a.0',
    signal: new AbortController().signal,
    fetch: (async (url, init) => {
      sent.push({ url: String(url), init: init ?? {} });
      return await answer();
    }) as typeof fetch,
    ...change,
  };
  try {
    for await (const event of askChat(question)) events.push(event);
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    failure = error.failure;
  }
  return { sent, events, failure };
};

const headers = { 'x-correlation-id': correlationId };
const stream = (events: readonly object[]) => async () => new Response(frames(events), { headers });
const turn = { type: 'turn', correlationId };
/** API Gateway itself answers with these. */
const apiHeaders = { 'x-amz-apigw-id': correlationId };

describe('askChat', () => {
  it('sends the question without cookies and without an id, and follows no redirect', async () => {
    const { sent } = await askOnce(stream([done]));
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      url: 'https://api.example/dev/chat',
      init: {
        method: 'POST',
        credentials: 'omit',
        redirect: 'error',
        body: JSON.stringify({ message: 'Check security status', sessionId: 'a.0' }),
      },
    });
    expect([...new Headers(sent[0]?.init.headers).keys()]).toEqual(['content-type']);
  });

  it('sends no session id with the first question of a conversation', async () => {
    const { sent } = await askOnce(stream([done]), { sessionId: undefined });
    expect(sent[0]?.init.body).toBe(JSON.stringify({ message: 'Check security status' }));
  });

  it('sends the access token of a signed-in user', async () => {
    const { sent } = await askOnce(stream([done]), { accessToken: 'token-1' });
    expect(new Headers(sent[0]?.init.headers).get('authorization')).toBe('Bearer token-1');
  });

  it('yields the correlation id of the response, then the events in order', async () => {
    const { events, failure } = await askOnce(stream([text, done]));
    expect(events).toEqual([turn, text, done]);
    expect(failure).toBeUndefined();
  });

  it('yields no correlation id if it cannot read one in the response', async () => {
    const { events } = await askOnce(async () => new Response(frames([text, done])));
    expect(events).toEqual([text, done]);
  });

  it('stops at the last event, whatever follows it', async () => {
    const { events } = await askOnce(stream([text, done, text]));
    expect(events).toEqual([turn, text, done]);
  });

  it('throws the failure of an error event, after the events before it', async () => {
    const error = {
      code: 'AGENT_ROLE_DENIED',
      message: 'The role is denied.',
      hop: 4,
      correlationId,
    };
    const { events, failure } = await askOnce(stream([text, { type: 'error', ...error }]));
    expect(events).toEqual([turn, text]);
    expect(failure).toEqual(error);
  });

  it.each([
    ['ends without its last event', frames([{ type: 'text', delta: 'Two' }])],
    ['contains an unknown event', frames([{ type: 'surprise' }])],
    ['contains invalid JSON', 'data: {\n\n'],
    ['contains an event without end', `data: ${'x'.repeat(4_000_001)}`],
    ['is empty', ''],
  ])('reports STREAM_CUT for a stream that %s', async (_case, body) => {
    const { failure } = await askOnce(async () => new Response(body, { headers }));
    expect(failure).toMatchObject({ code: 'STREAM_CUT', correlationId });
  });

  it('keeps the events before a broken connection', async () => {
    const chunks = [frames([text])];
    const broken = new ReadableStream({
      pull(controller) {
        const chunk = chunks.shift();
        if (chunk === undefined) {
          controller.error(new Error('socket hang up'));
        } else {
          controller.enqueue(new TextEncoder().encode(chunk));
        }
      },
    });
    const { events, failure } = await askOnce(async () => new Response(broken, { headers }));
    expect(events).toEqual([turn, text]);
    expect(failure).toMatchObject({ code: 'STREAM_CUT', correlationId });
  });

  it('reports API_UNREACHABLE when no response arrives', async () => {
    const { failure } = await askOnce(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(failure).toEqual({ code: 'API_UNREACHABLE', message: 'The API does not answer.' });
  });

  it.each<[string, () => Promise<Response>, object]>([
    ['before the response', () => Promise.reject(new DOMException('aborted', 'AbortError')), {}],
    ['within the stream', stream([text]), { correlationId }],
  ])('reports ASK_ABORTED when the caller aborts %s', async (_name, answer, known) => {
    const { failure } = await askOnce(answer, { signal: AbortSignal.abort() });
    expect(failure).toEqual({
      code: 'ASK_ABORTED',
      message: 'The question was cancelled.',
      ...known,
    });
  });

  it.each([
    [401, { message: 'Unauthorized' }, { code: 'API_TOKEN_REJECTED', hop: 1, status: 401 }],
    [
      500,
      { message: 'Internal server error' },
      { code: 'API_FUNCTION_NOT_CALLED', hop: 2, status: 500 },
    ],
    [403, { message: 'Forbidden' }, { code: 'API_ACCESS_DENIED', hop: 1, status: 403 }],
    [404, '<html>', { code: 'API_REQUEST_REFUSED', hop: 1, status: 404 }],
    [413, { message: 'Request Too Long' }, { code: 'API_REQUEST_TOO_LARGE', hop: 1 }],
    [429, { message: 'Too Many Requests' }, { code: 'API_THROTTLED', hop: 1, status: 429 }],
    [502, { message: 'Internal server error' }, { code: 'API_FUNCTION_FAILED', hop: 2 }],
    [503, '', { code: 'API_UNAVAILABLE', hop: 1, status: 503 }],
    [504, { message: 'Endpoint request timed out' }, { code: 'API_FUNCTION_TIMEOUT', hop: 2 }],
    [
      403,
      { code: 'INVOKE_AGENT_DENIED', message: 'The agent refuses.', correlationId },
      { code: 'INVOKE_AGENT_DENIED', message: 'The agent refuses.', correlationId, hop: 3 },
    ],
    [
      500,
      { code: 'INTERNAL_ERROR', message: 'The request failed.', correlationId },
      { code: 'INTERNAL_ERROR', message: 'The request failed.', correlationId },
    ],
    [
      500,
      { code: 'CODE_OF_A_LATER_VERSION', message: 'The request failed.', correlationId },
      { code: 'INTERNAL_ERROR', message: 'The request failed.', correlationId },
    ],
  ])('reports who refused with status %i', async (status, body, expected) => {
    const refused = async () => Response.json(body, { status, headers: apiHeaders });
    const { failure, events } = await askOnce(refused);
    expect(failure).toMatchObject(expected);
    expect(failure?.correlationId).toBe(correlationId);
    expect(events).toEqual([turn]);
  });

  it('reports a refusal without JSON', async () => {
    const { failure } = await askOnce(
      async () => new Response('<html>', { status: 502, headers: apiHeaders }),
    );
    expect(failure).toEqual({
      code: 'API_FUNCTION_FAILED',
      message: expect.stringContaining('web-api'),
      hop: 2,
      correlationId,
      status: 502,
    });
  });

  it('reports a refusal whose headers the browser hides', async () => {
    const { failure, events } = await askOnce(async () => new Response('', { status: 504 }));
    expect(failure).toMatchObject({ code: 'API_FUNCTION_TIMEOUT' });
    expect(failure).not.toHaveProperty('correlationId');
    expect(events).toEqual([]);
  });
});
