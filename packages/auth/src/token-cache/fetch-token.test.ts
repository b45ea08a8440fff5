import { describe, expect, it } from '@jest/globals';
import { rejection } from '../../testing/caught-error.ts';
import { createFakeClock } from '../../testing/fake-clock.ts';
import { issuer, mintToken } from '../../testing/tokens.ts';
import type { ClientCredentials } from '../credentials/credentials-source.ts';
import { AuthError } from '../errors/auth-error.ts';
import {
  type HttpFailure,
  type HttpRequest,
  type HttpResponse,
  HttpSendError,
} from '../http/http-send.ts';
import { type AuthEvent, createObserver } from '../observability/observer.ts';
import { basicAuthorization } from '../token-endpoint/token-request.ts';
import { createTokenFetcher, type TokenFetcherOptions } from './fetch-token.ts';
import type { FetchContext } from './single-flight.ts';

const old = { clientId: 'client-1', clientSecret: 'old' };
const rotated = { clientId: 'client-1', clientSecret: 'rotated' };

const answer = (status: number, body: unknown): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const grant = (more: object = {}) =>
  answer(200, { access_token: 'opaque', token_type: 'Bearer', ...more });
const refusal = answer(401, { error: 'invalid_client' });

/** A fetcher whose token endpoint gives these answers in turn, each after two seconds. */
const createFixture = (
  answers: (HttpResponse | Error)[],
  overrides: Partial<TokenFetcherOptions> = {},
) => {
  const clock = createFakeClock();
  const events: AuthEvent[] = [];
  const sent: HttpRequest[] = [];
  const replaced: ClientCredentials[] = [];
  const fetchToken = createTokenFetcher({
    tokenEndpoint: 'https://auth.example.com/oauth2/token',
    issuer: null,
    tokenUse: 'access',
    scopes: null,
    tokenTimeoutMs: 2_500,
    credentials: {
      get: async () => old,
      async replace(refused) {
        replaced.push(refused);
        return rotated;
      },
    },
    async send(request) {
      sent.push(request);
      clock.advance(2_000);
      const next = answers.shift() ?? new Error('too many requests');
      if (next instanceof Error) throw next;
      return next;
    },
    clock,
    observer: createObserver({ onEvent: (event) => events.push(event) }),
    ...overrides,
  });
  const fetch = (more: Partial<FetchContext> = {}) =>
    fetchToken({ reason: 'missing', previous: undefined, assertCurrent() {}, ...more });
  return { clock, events, sent, replaced, fetch };
};

describe('createTokenFetcher', () => {
  it('measures the life of a token from the start of its request', async () => {
    const { clock, events, fetch } = createFixture([grant({ expires_in: 3_600 })]);
    const requestedAt = clock.now();

    expect(await fetch({ reason: 'renewal' })).toEqual({
      accessToken: 'opaque',
      source: 'issuer',
      requestedAt,
      expiresAt: requestedAt + 3_600_000,
    });
    expect(events).toEqual([{ type: 'token_requested', reason: 'renewal' }]);
  });

  it.each([
    [7_200, 3_600_000],
    [undefined, 3_600_000],
    [60, 60_000],
  ])('with expires_in %s, uses the earlier of it and the claim exp', async (seconds, lifeMs) => {
    const now = createFakeClock().now();
    const token = await mintToken({ now });
    const answers = [grant({ access_token: token, expires_in: seconds })];
    const { expiresAt } = await createFixture(answers, { issuer }).fetch();

    expect(expiresAt).toBe(now + lifeMs);
  });

  it('refuses an opaque token without expires_in', async () => {
    expect((await rejection(createFixture([grant()]).fetch())).message).toBe(
      'TOKEN_RESPONSE_MALFORMED: expires_in must be present for an opaque token',
    );
  });

  it.each([
    ['timeout', 'TOKEN_ENDPOINT_TIMEOUT: auth.example.com'],
    ['unreachable', 'TOKEN_ENDPOINT_UNREACHABLE: auth.example.com'],
    ['invalid', 'TOKEN_ENDPOINT_UNREACHABLE: auth.example.com'],
    ['too_large', 'TOKEN_RESPONSE_MALFORMED: the body must be under 64 KiB'],
  ] satisfies [HttpFailure, string][])('reports the failure %s as %s', async (failure, message) => {
    const error = await rejection(createFixture([new HttpSendError(failure)]).fetch());

    expect(error.message).toBe(message);
  });

  it('sends a second request with the credentials that replace refused ones', async () => {
    const { events, fetch, replaced, sent } = createFixture([refusal, grant({ expires_in: 60 })]);
    await fetch();

    expect(replaced).toEqual([old]);
    expect(sent.map(({ headers }) => headers.authorization)).toEqual(
      [old, rotated].map(basicAuthorization),
    );
    expect(events).toHaveLength(2);
  });

  it('sends no third request', async () => {
    const { fetch, replaced, sent } = createFixture([refusal, refusal, grant()]);

    expect((await rejection(fetch())).oauthError).toBe('invalid_client');
    expect(sent).toHaveLength(2);
    expect(replaced).toHaveLength(1);
  });

  it('fails if the refused credentials are still current', async () => {
    const credentials = { get: async () => old, replace: async () => undefined };
    const { fetch, sent } = createFixture([refusal, grant()], { credentials });

    expect((await rejection(fetch())).oauthError).toBe('invalid_client');
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['another refusal', answer(400, { error: 'invalid_scope' })],
    ['an outage', answer(503, {})],
    ['a network failure', new HttpSendError('unreachable')],
    ['any other error', new TypeError('fetch failed')],
    ['a malformed response', answer(200, {})],
  ])('does not replace the credentials after %s', async (_what, first) => {
    const { fetch, replaced, sent } = createFixture([first, grant({ expires_in: 60 })]);
    await rejection(fetch());

    expect(replaced).toHaveLength(0);
    expect(sent).toHaveLength(1);
  });

  it('sends no request if it was abandoned while the credentials were read', async () => {
    const abandoned = new AuthError('TOKEN_ENDPOINT_TIMEOUT', 'abandoned');
    const { events, fetch, sent } = createFixture([grant({ expires_in: 60 })]);
    const assertCurrent = () => {
      throw abandoned;
    };

    expect(await rejection(fetch({ assertCurrent }))).toBe(abandoned);
    expect(sent).toHaveLength(0);
    expect(events).toHaveLength(0);
  });

  it('does not replace credentials if it was abandoned while the issuer refused them', async () => {
    const abandoned = new AuthError('TOKEN_ENDPOINT_TIMEOUT', 'abandoned');
    const { fetch, replaced, sent } = createFixture([refusal, grant({ expires_in: 60 })]);
    const assertCurrent = () => {
      if (sent.length > 0) throw abandoned;
    };

    expect(await rejection(fetch({ assertCurrent }))).toBe(abandoned);
    expect(replaced).toHaveLength(0);
  });
});
