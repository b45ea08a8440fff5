import { AuthError, type AuthErrorCode } from '../errors/auth-error.ts';
import type { HttpResponse } from '../http/http-send.ts';
import { retryAfterMs } from '../http/retry-after.ts';
import { isRedirect } from '../http/send-request.ts';
import { assertResponse } from './assert-response.ts';
import { parseStrictObject } from './strict-json.ts';

/** The b64token of RFC 6750 section 2.1, short enough for a request header. */
const bearerToken = /^[A-Za-z0-9\-._~+/]+=*$/;
const maxTokenLength = 8_192;

/** RFC 6749 section 5.2, RFC 8707, and codes that some issuers use instead. Any other text is not repeated in errors. */
const knownError =
  /^(?:invalid_(?:client|grant|request|scope|target)|unauthorized_client|unsupported_grant_type|access_denied)$/;

const matchesPattern = (value: unknown, pattern: RegExp): value is string =>
  typeof value === 'string' && pattern.test(value);

/** Whether a value is a valid bearer token for a request header. */
export const isBearerToken = (value: unknown): value is string =>
  matchesPattern(value, bearerToken) && value.length <= maxTokenLength;

export type TokenGrant = {
  readonly accessToken: string;
  /** `Infinity` if the response has no `expires_in`, which RFC 6749 section 5.1 allows. */
  readonly lifeMs: number;
};

const oauthErrorOf = ({ status, body }: HttpResponse): string | undefined => {
  const error = parseStrictObject(body)?.error;
  if (typeof error !== 'string') return status === 401 ? 'invalid_client' : undefined;
  return knownError.test(error) ? error : 'other';
};

const codeOf = (status: number): AuthErrorCode => {
  if (status === 429 || status >= 500) return 'TOKEN_ENDPOINT_UNAVAILABLE';
  return isRedirect(status) ? 'REDIRECT_REFUSED' : 'TOKEN_REQUEST_REJECTED';
};

const failureOf = (response: HttpResponse, now: number): AuthError => {
  const { status, headers } = response;
  const oauthError = oauthErrorOf(response);
  return new AuthError(codeOf(status), `HTTP ${status} ${oauthError ?? ''}`.trimEnd(), {
    status,
    oauthError,
    retryAfterMs: retryAfterMs(headers['retry-after'], now) || undefined,
  });
};

/**
 * Parses the response to a token request, RFC 6749 section 5. Throws `TOKEN_REQUEST_REJECTED` with
 * `oauthError`, `TOKEN_ENDPOINT_UNAVAILABLE` (429 and 5xx), `REDIRECT_REFUSED`, or
 * `TOKEN_RESPONSE_MALFORMED` with the name of the field.
 */
export const parseTokenResponse = (response: HttpResponse, now: number): TokenGrant => {
  const { status, headers, body } = response;
  if (status !== 200) throw failureOf(response, now);
  const { 'content-type': contentType, 'content-encoding': encoding = 'identity' } = headers;
  assertResponse(
    matchesPattern(contentType, /^application\/json\s*(?:;|$)/i),
    'content-type',
    'application/json',
  );
  assertResponse(/^identity$/i.test(encoding), 'content-encoding', 'absent');
  const answer = parseStrictObject(body);
  assertResponse(answer !== undefined, 'the body', 'a JSON object with unique keys');
  const { access_token: accessToken, token_type: type, expires_in: seconds } = answer;
  assertResponse(
    isBearerToken(accessToken),
    'access_token',
    `a bearer token up to ${maxTokenLength} characters`,
  );
  assertResponse(matchesPattern(type, /^bearer$/i), 'token_type', 'Bearer');
  const lifeMs = Number(seconds ?? Number.POSITIVE_INFINITY) * 1_000;
  const isLife = seconds === undefined || (Number.isSafeInteger(seconds) && lifeMs > 0);
  assertResponse(isLife, 'expires_in', 'a positive integer');
  return { accessToken, lifeMs };
};
