import type { ChatEvent } from '@hopwise/contracts/chat-events';
import { describe, expect, it } from '@jest/globals';
import { ask } from './ask.ts';
import { ChatFailure, type Failure } from './chat-failure.ts';

const correlationId = 'c0ffee00c0ffee00';

const frames = (events: readonly object[]): string =>
  events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');

const done = { type: 'done', sessionId: 'a.1', correlationId };

type Sent = { url: string; init: RequestInit };

const askOnce = async (
  answer: () => Promise<Response>,
  { accessToken }: { accessToken?: () => Promise<string> } = {},
) => {
  const sent: Sent[] = [];
  const events: ChatEvent[] = [];
  let failure: Failure | undefined;
  const api = {
    apiUrl: 'https://api.example/dev',
    accessToken,
    fetch: (async (url, init) => {
      sent.push({ url: String(url), init: init ?? {} });
      return await answer();
    }) as typeof fetch,
  };
  const { signal } = new AbortController();
  const request = { message: 'Check security status', sessionId: 'a.0' };
  try {
    for await (const event of ask(api, { request, correlationId, signal })) events.push(event);
  } catch (error) {
    if (!(error instanceof ChatFailure)) throw error;
    failure = error.failure;
  }
  return { sent, events, failure };
};

const stream = (events: readonly object[]) => async () => new Response(frames(events));

describe('ask', () => {
  it('sends the question under its correlation id, without cookies and without following a redirect', async () => {
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
    const headers = new Headers(sent[0]?.init.headers);
    expect(headers.get('x-correlation-id')).toBe(correlationId);
    expect(headers.has('authorization')).toBe(false);
  });

  it('sends the token of a signed-in user', async () => {
    const { sent } = await askOnce(stream([done]), { accessToken: async () => 'token-1' });
    expect(new Headers(sent[0]?.init.headers).get('authorization')).toBe('Bearer token-1');
  });

  it('yields the events in order', async () => {
    const text = { type: 'text', delta: 'Two findings' };
    const { events, failure } = await askOnce(stream([text, done]));
    expect(events).toEqual([text, done]);
    expect(failure).toBeUndefined();
  });

  it('throws what an error event says', async () => {
    const error = {
      code: 'AGENT_ROLE_DENIED',
      message: 'The role is denied.',
      hop: 4,
      correlationId,
    };
    const { failure } = await askOnce(stream([{ type: 'error', ...error }]));
    expect(failure).toMatchObject(error);
  });

  it.each([
    ['ends without its last event', frames([{ type: 'text', delta: 'Two' }])],
    ['holds what is no event', frames([{ type: 'surprise' }])],
    ['holds what is no JSON', 'data: {\n\n'],
  ])('calls a stream cut that %s', async (_case, body) => {
    const { failure } = await askOnce(async () => new Response(body));
    expect(failure).toMatchObject({ code: 'STREAM_CUT', correlationId });
  });

  it('says when nobody answers', async () => {
    const { failure } = await askOnce(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(failure).toMatchObject({ code: 'API_UNREACHABLE', correlationId });
  });

  it.each([
    [401, { message: 'Unauthorized' }, { code: 'API_TOKEN_REJECTED', hop: 1 }],
    [500, { message: 'Internal server error' }, { code: 'API_FUNCTION_NOT_CALLED', hop: 2 }],
    [429, { message: 'Too Many Requests' }, { code: 'HTTP_429' }],
    [
      403,
      { code: 'AGENT_ACCESS_DENIED', message: 'The agent refuses.', correlationId },
      { code: 'AGENT_ACCESS_DENIED', message: 'The agent refuses.', correlationId, hop: 3 },
    ],
  ])('tells who refused with status %i', async (status, body, expected) => {
    const { failure } = await askOnce(async () => Response.json(body, { status }));
    expect(failure).toMatchObject(expected);
  });
});
