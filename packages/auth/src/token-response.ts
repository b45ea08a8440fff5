import { AuthError } from './errors.ts';
import type { HttpResponse } from './http-send.ts';
import { retryAfterMs } from './retry-after.ts';
import { parseStrictObject } from './strict-json.ts';

/** The b64token of RFC 6750 section 2.1, short enough for a request header. */
const bearerToken = /^[A-Za-z0-9\-._~+/]+=*$/;
const maxTokenLength = 8_192;
const longestLifeSeconds = 86_400;
export const longestLifeMs = longestLifeSeconds * 1_000;

/** RFC 6749 sections 4.1.2.1 and 5.2, RFC 8707. Anything else is foreign text and not repeated. */
const registeredErrors = new Set([
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'invalid_target',
  'access_denied',
  'server_error',
  'temporarily_unavailable',
]);

/** Whether a value can stand behind `Bearer` in a request header. */
export const isBearerToken = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= maxTokenLength && bearerToken.test(value);

export type TokenGrant = {
  readonly accessToken: string;
  /** `undefined` where the answer leaves it out, which RFC 6749 section 5.1 allows. */
  readonly expiresInSeconds: number | undefined;
};

/** The answer cannot be used; names the field and never its value. */
export const malformed = (field: string, expected: string): AuthError =>
  new AuthError(
    'TOKEN_RESPONSE_MALFORMED',
    `The token endpoint's answer is malformed: ${field} must be ${expected}.`,
  );

const oauthErrorOf = (response: HttpResponse): string | undefined => {
  const error = parseStrictObject(response.body)?.error;
  if (typeof error !== 'string') return response.status === 401 ? 'invalid_client' : undefined;
  return registeredErrors.has(error) ? error : 'other';
};

const failureOf = (response: HttpResponse, now: number): AuthError => {
  const { status } = response;
  if (status >= 300 && status < 400) {
    return new AuthError(
      'REDIRECT_REFUSED',
      'The token endpoint redirects; this is not followed.',
      { status },
    );
  }
  const oauthError = oauthErrorOf(response);
  const pauseMs = retryAfterMs(response.headers['retry-after'], now);
  const details = { status, oauthError, retryAfterMs: pauseMs };
  if (status === 429 || status >= 500) {
    const message = `The token endpoint is unavailable: HTTP ${status}.`;
    return new AuthError('TOKEN_ENDPOINT_UNAVAILABLE', message, details);
  }
  const reason = oauthError === undefined ? '' : ` ${oauthError}`;
  const message = `The token endpoint rejected the request: HTTP ${status}${reason}.`;
  return new AuthError('TOKEN_REQUEST_REJECTED', message, details);
};

const isJson = (contentType: string | undefined): boolean =>
  /^application\/json\s*(?:;|$)/i.test(contentType ?? '');

const expiresInOf = (value: unknown): number | undefined => {
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) {
    throw malformed('expires_in', 'a positive integer');
  }
  return Math.min(value, longestLifeSeconds);
};

/**
 * Reads the answer to a token request, RFC 6749 section 5. Throws `TOKEN_REQUEST_REJECTED` with its
 * `oauthError`, `TOKEN_ENDPOINT_UNAVAILABLE` (429 and 5xx), `REDIRECT_REFUSED`, or
 * `TOKEN_RESPONSE_MALFORMED`, which names the field.
 */
export const parseTokenResponse = (response: HttpResponse, now: number): TokenGrant => {
  if (response.status !== 200) throw failureOf(response, now);
  if (!isJson(response.headers['content-type']))
    throw malformed('content-type', 'application/json');
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') throw malformed('content-encoding', 'absent');
  const answer = parseStrictObject(response.body);
  if (answer === undefined) throw malformed('the body', 'a JSON object with unique keys');
  const { access_token: token, token_type: type } = answer;
  if (!isBearerToken(token)) {
    throw malformed('access_token', `a bearer token of at most ${maxTokenLength} characters`);
  }
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer') {
    throw malformed('token_type', 'Bearer');
  }
  return { accessToken: token, expiresInSeconds: expiresInOf(answer.expires_in) };
};
