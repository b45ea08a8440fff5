import { describe, expect, it } from '@jest/globals';
import { thrown } from '../../testing/caught-error.ts';
import type { HttpResponse } from '../http/http-send.ts';
import { parseTokenResponse } from './token-response.ts';

const now = Date.UTC(2026, 0, 1);
const good = { access_token: 'abc.def-1_~+/', expires_in: 3_600, token_type: 'Bearer' };

const answer = (body: string, more: Partial<HttpResponse> = {}): HttpResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body,
  ...more,
});

const parse = (response: HttpResponse) => parseTokenResponse(response, now);

describe('parseTokenResponse', () => {
  it.each([
    [{}, 3_600_000],
    [{ expires_in: 1 }, 1_000],
    [{ expires_in: 1e12 }, 1e15],
    [{ expires_in: undefined }, Number.POSITIVE_INFINITY],
    [{ token_type: 'bEARER' }, 3_600_000],
    [{ access_token: 'abc==' }, 3_600_000],
    [{ access_token: 'a'.repeat(8_192) }, 3_600_000],
    [{ scope: 'more', __proto__: { access_token: 1 } }, 3_600_000],
  ])('accepts %j', (change, lifeMs) => {
    expect(parse(answer(JSON.stringify({ ...good, ...change }))).lifeMs).toBe(lifeMs);
  });

  it('accepts a charset, and equal keys in different objects', () => {
    const body = `{"access_token":"a","token_type":"Bearer","x":{"y":1},"y":2,"z":[{"x":":"}]}`;
    const headers = { 'content-type': 'Application/JSON; charset=UTF-8' };

    expect(parse(answer(body, { headers })).accessToken).toBe('a');
  });

  const badTokens = [
    undefined,
    null,
    '',
    1,
    true,
    [],
    {},
    ['a'],
    'a b',
    'a\n',
    'a\r\nX: y',
    'ä',
    '=',
    'a=b',
    'a"',
    ' a',
    'a'.repeat(8_193),
    'a\u0000',
    '\uFEFFa',
    'Bearer a',
  ];
  const badTypes = [undefined, null, '', 'mac', 'DPoP', 1, ['Bearer'], 'Bearer ', {}];
  const badExpiries = [0, -1, 1.5, '3600', null, true, [], {}, 1e300, '', 'soon'];
  const withField = (field: string, values: readonly unknown[]): [string, object][] =>
    values.map((value) => [field, { [field]: value }]);
  const badFields = [
    ...withField('access_token', badTokens),
    ...withField('token_type', badTypes),
    ...withField('expires_in', badExpiries),
  ];
  it.each(badFields)('refuses a bad %s: %j', (field, change) => {
    const error = thrown(() => parse(answer(JSON.stringify({ ...good, ...change }))));

    expect(error).toMatchObject({ code: 'TOKEN_RESPONSE_MALFORMED' });
    expect(error.message).toContain(`${field} must be`);
  });

  const text = JSON.stringify(good);
  it.each([
    '',
    ' ',
    'null',
    '[]',
    '1',
    '"text"',
    `[${text}]`,
    text.slice(0, -1),
    `${text}x`,
    `${text}${text}`,
    `\uFEFF${text}`,
    text.replace('{', '{"access_token":"other",'),
    text.replace('{', '{"access\\u005ftoken":"other",'),
    text.replace('}', ',"expires_in":9}'),
    text.replace('{', '{"a":1,"a":1,'),
    `{"__proto__":${text}}`,
    '[['.repeat(30_000),
    '<html>access_token</html>',
    'access_token=a&token_type=Bearer',
    Buffer.from(text, 'utf16le').toString('utf8'),
    text.replace('}', ',}'),
    text.replaceAll('"', "'"),
    `${text}//`,
    '{"token_type":"Bearer","access_token":"a","expires_in":NaN}',
  ])('refuses the body %#', (body) => {
    expect(thrown(() => parse(answer(body))).code).toBe('TOKEN_RESPONSE_MALFORMED');
  });

  it.each([
    {},
    { 'content-type': 'text/html' },
    { 'content-type': 'application/jsonp' },
    { 'content-type': 'application/problem+json' },
    { 'content-type': 'application/json', 'content-encoding': 'gzip' },
  ])('refuses the headers %j', (headers) => {
    expect(thrown(() => parse(answer(text, { headers }))).code).toBe('TOKEN_RESPONSE_MALFORMED');
  });

  it.each([
    [400, '{"error":"invalid_client"}', 'invalid_client'],
    [400, '{"error":"invalid_scope","error_description":"x"}', 'invalid_scope'],
    [401, '', 'invalid_client'],
    [401, '{"error":"unauthorized_client"}', 'unauthorized_client'],
    [403, '<html>', undefined],
    [400, '{"error":"secret-looking text"}', 'other'],
    [400, '{"error":"invalid_client_secret"}', 'other'],
    [400, '{"error":"not_invalid_client"}', 'other'],
    [400, '{"error":7}', undefined],
    [204, '', undefined],
  ])('rejects %d %s as %s', (status, body, oauthError) => {
    const error = thrown(() => parse(answer(body, { status })));

    expect(error).toMatchObject({ code: 'TOKEN_REQUEST_REJECTED', status });
    expect(error.oauthError).toBe(oauthError);
    expect(error.message).not.toContain('secret-looking');
  });

  it.each([
    [429, '1', 1_000],
    [503, '300', 300_000],
    [503, '99999999999', 300_000],
    [500, new Date(now + 5_000).toUTCString(), 5_000],
    [500, new Date(now - 5_000).toUTCString(), undefined],
    [502, '-1', undefined],
    [504, 'soon', undefined],
    [429, '0', undefined],
    [429, undefined, undefined],
  ])(
    'reports the endpoint as unavailable for %d with Retry-After %s',
    (status, retryAfter, expected) => {
      const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
      const error = thrown(() => parse(answer('', { status, headers })));

      expect(error).toMatchObject({ code: 'TOKEN_ENDPOINT_UNAVAILABLE', status });
      expect(error.retryAfterMs).toBe(expected);
    },
  );

  it('refuses a redirect', () => {
    expect(thrown(() => parse(answer('', { status: 302 })))).toMatchObject({
      code: 'REDIRECT_REFUSED',
      status: 302,
    });
  });

  it.each([
    [300, 'REDIRECT_REFUSED'],
    [399, 'REDIRECT_REFUSED'],
    [400, 'TOKEN_REQUEST_REJECTED'],
    [201, 'TOKEN_REQUEST_REJECTED'],
  ])('maps status %d to %s', (status, code) => {
    expect(thrown(() => parse(answer('', { status }))).message).toBe(`${code}: HTTP ${status}`);
  });

  it('names a registered error', () => {
    const error = thrown(() => parse(answer('{"error":"invalid_scope"}', { status: 400 })));

    expect(error.message).toBe('TOKEN_REQUEST_REJECTED: HTTP 400 invalid_scope');
  });

  it.each([
    ['content-type', 'text/application/json', 'application/json'],
    ['content-encoding', 'not-identity', 'absent'],
  ])('refuses the %s %s', (name, value, expected) => {
    const headers = { 'content-type': 'application/json', [name]: value };

    expect(thrown(() => parse(answer(text, { headers }))).message).toBe(
      `TOKEN_RESPONSE_MALFORMED: ${name} must be ${expected}`,
    );
  });

  it('requires unique keys', () => {
    expect(thrown(() => parse(answer('{"a":1,"a":2}'))).message).toBe(
      'TOKEN_RESPONSE_MALFORMED: the body must be a JSON object with unique keys',
    );
  });

  it.each([
    [{ access_token: 'ä' }, 'access_token must be a bearer token up to 8192 characters'],
    [{ token_type: 'mac' }, 'token_type must be Bearer'],
    [{ expires_in: 0 }, 'expires_in must be a positive integer'],
  ])('for %j, names what was expected', (change, message) => {
    const body = JSON.stringify({ ...good, ...change });

    expect(thrown(() => parse(answer(body))).message).toBe(`TOKEN_RESPONSE_MALFORMED: ${message}`);
  });
});
