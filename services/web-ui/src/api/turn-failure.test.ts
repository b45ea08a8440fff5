import { describe, expect, it } from '@jest/globals';
import { askApi } from './chat-api.ts';
import { failureOf, SignInExpiredError } from './turn-failure.ts';

const correlationId = 'c0ffee00c0ffee00';
const done = { type: 'done', sessionId: 'a.1', correlationId };

const ask = async (accessToken: (() => Promise<string>) | undefined, answer: () => Response) => {
  const authorizations: (string | null)[] = [];
  const api = {
    apiUrl: 'https://api.example/dev',
    accessToken,
    fetch: (async (_url, init) => {
      authorizations.push(new Headers(init?.headers).get('authorization'));
      return answer();
    }) as typeof fetch,
  };
  const { signal } = new AbortController();
  const turn = { request: { message: 'Check security status' }, signal };
  const error: unknown = await Array.fromAsync(askApi(api, turn)).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { authorizations, failure: error && failureOf(error) };
};

const complete = () => new Response(`data: ${JSON.stringify(done)}\n\n`);

describe('a question of the page', () => {
  it('is sent with the current access token', async () => {
    let count = 0;
    const token = async () => `token-${++count}`;
    expect((await ask(token, complete)).authorizations).toEqual(['Bearer token-1']);
    expect((await ask(token, complete)).authorizations).toEqual(['Bearer token-2']);
    expect((await ask(undefined, complete)).authorizations).toEqual([null]);
  });

  it('is not sent after the sign-in has expired', async () => {
    const expired = () => Promise.reject(new SignInExpiredError());
    expect(await ask(expired, complete)).toEqual({
      authorizations: [],
      failure: {
        code: 'SIGN_IN_EXPIRED',
        message: 'The page could not renew the session.',
        hop: 1,
      },
    });
  });

  it('keeps the failure of the chat client', async () => {
    const { failure } = await ask(
      undefined,
      () => new Response('', { status: 503, headers: { 'x-amz-apigw-id': correlationId } }),
    );
    expect(failure).toMatchObject({ code: 'API_UNAVAILABLE', correlationId });
  });

  it('reports any other error as a failure of the page', async () => {
    const broken = () => Promise.reject(new TypeError('token-1 is broken'));
    const { failure } = await ask(broken, complete);
    expect(failure).toEqual({
      code: 'PAGE_FAILED',
      message: 'The page could not ask the question.',
    });
  });
});
