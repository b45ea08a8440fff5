import { AuthError, type AuthErrorCode } from './errors.ts';
import { isRedirect } from './http-exchange.ts';
import type { HttpResponse } from './http-send.ts';
import { isText } from './is-text.ts';
import { retryAfterMs } from './retry-after.ts';
import { parseStrictObject } from './strict-json.ts';

/** The b64token of RFC 6750 section 2.1, short enough for a request header. */
const bearerToken = /^[A-Za-z0-9\-._~+/]+=*$/;
const maxTokenLength = 8_192;

/** RFC 6749 section 5.2, RFC 8707, and what some issuers say instead. Anything else is foreign text and not repeated. */
const knownError =
  /^(?:invalid_(?:client|grant|request|scope|target)|unauthorized_client|unsupported_grant_type|access_denied)$/;

/** Whether a value can stand behind `Bearer` in a request header. */
export const isBearerToken = (value: unknown): value is string =>
  isText(value, bearerToken) && value.length <= maxTokenLength;

export type TokenGrant = {
  readonly accessToken: string;
  /** Infinite where the answer leaves it out, which RFC 6749 section 5.1 allows. */
  readonly lifeMs: number;
};

/** Throws `TOKEN_RESPONSE_MALFORMED` where a field is not as expected; names it and never its value. */
export const demand: (isRight: boolean, field: string, expected: string) => asserts isRight = (
  isRight,
  field,
  expected,
) => {
  if (!isRight) throw new AuthError('TOKEN_RESPONSE_MALFORMED', `${field} must be ${expected}`);
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
    // 0 asks for no pause.
    retryAfterMs: retryAfterMs(headers['retry-after'], now) || undefined,
  });
};

/**
 * Reads the answer to a token request, RFC 6749 section 5. Throws `TOKEN_REQUEST_REJECTED` with its
 * `oauthError`, `TOKEN_ENDPOINT_UNAVAILABLE` (429 and 5xx), `REDIRECT_REFUSED`, or
 * `TOKEN_RESPONSE_MALFORMED`, which names the field.
 */
export const parseTokenResponse = (response: HttpResponse, now: number): TokenGrant => {
  const { status, headers, body } = response;
  if (status !== 200) throw failureOf(response, now);
  const { 'content-type': contentType, 'content-encoding': encoding = 'identity' } = headers;
  demand(isText(contentType, /^application\/json\s*(?:;|$)/i), 'content-type', 'application/json');
  demand(/^identity$/i.test(encoding), 'content-encoding', 'absent');
  const answer = parseStrictObject(body);
  demand(answer !== undefined, 'the body', 'a JSON object with unique keys');
  const { access_token: accessToken, token_type: type, expires_in: seconds } = answer;
  demand(isBearerToken(accessToken), 'access_token', `a bearer token up to ${maxTokenLength} long`);
  demand(isText(type, /^bearer$/i), 'token_type', 'Bearer');
  const lifeMs = Number(seconds ?? Number.POSITIVE_INFINITY) * 1_000;
  const isLife = seconds === undefined || (Number.isSafeInteger(seconds) && lifeMs > 0);
  demand(isLife, 'expires_in', 'a positive integer');
  return { accessToken, lifeMs };
};
