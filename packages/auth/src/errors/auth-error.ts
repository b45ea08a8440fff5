/** All error codes of this library. The README explains each code. */
export const authErrorCodes = [
  'OPTIONS_INVALID',
  'SECRET_NOT_FOUND',
  'SECRET_ACCESS_DENIED',
  'SECRET_UNAVAILABLE',
  'SECRET_MALFORMED',
  'TOKEN_ENDPOINT_UNREACHABLE',
  'TOKEN_ENDPOINT_TIMEOUT',
  'TOKEN_ENDPOINT_UNAVAILABLE',
  'TOKEN_REQUEST_REJECTED',
  'TOKEN_RESPONSE_MALFORMED',
  'TOKEN_CLAIM_ISS',
  'TOKEN_CLAIM_CLIENT_ID',
  'TOKEN_CLAIM_SCOPE',
  'TOKEN_CLAIM_TOKEN_USE',
  'TOKEN_CLAIM_EXP',
  'TOKEN_EXPIRED',
  'OAUTH_TOKEN_TO_AWS_SERVICE',
  'NO_TOKEN_TO_GATEWAY',
  'MIXED_CREDENTIALS',
  'ORIGIN_NOT_GATEWAY',
  'REQUEST_INVALID',
  'REQUEST_ABORTED',
  'REDIRECT_REFUSED',
  'GATEWAY_UNAUTHORIZED',
  'GATEWAY_TIMEOUT',
  'GATEWAY_UNREACHABLE',
  'GATEWAY_RESPONSE_TOO_LARGE',
  'SIGNING_FAILED',
] as const;

export type AuthErrorCode = (typeof authErrorCodes)[number];

/** The safe part of an error from another library. Its message is left out, because it may quote a secret. */
export type FailureCause = { readonly name: string; readonly code?: string };

export type AuthErrorDetails = {
  readonly cause?: FailureCause | AuthError | undefined;
  readonly oauthError?: string | undefined;
  readonly status?: number | undefined;
  readonly retryAfterMs?: number | undefined;
};

/**
 * The only error class of this library. The message starts with the code. Neither the message nor the cause
 * contains a secret, a token or a body.
 */
export class AuthError extends Error {
  override readonly name = 'AuthError';
  readonly code: AuthErrorCode;
  /** `error` from the token endpoint's response (RFC 6749 section 5.2); `other` if the value is unknown. */
  declare readonly oauthError?: string | undefined;
  /** HTTP status of the token endpoint or the gateway. */
  declare readonly status?: number | undefined;
  /** Milliseconds to wait, from the token endpoint's `Retry-After`. */
  declare readonly retryAfterMs?: number | undefined;

  /** Throws `OPTIONS_INVALID` for a code that is not of this library, a detail that is no text, and unreadable details. */
  constructor(code: AuthErrorCode, detail: string, details: AuthErrorDetails = {}) {
    const { cause, ...answer } = checkedDetails(code, detail, details);
    super(`${code}: ${detail}`, cause && { cause });
    this.code = code;
    Object.assign(this, answer);
  }
}

/** The members that an error can have, and no other, so that no caller replaces `code` or `message`. */
const checkedDetails = (
  code: unknown,
  detail: unknown,
  details: AuthErrorDetails,
): AuthErrorDetails => {
  const isCode = authErrorCodes.some((known) => known === code);
  try {
    if (isCode && typeof detail === 'string' && typeof details === 'object') {
      const { cause, oauthError, status, retryAfterMs } = details;
      const answer = { cause, oauthError, status, retryAfterMs };
      return Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined));
    }
  } catch {
    // A getter or a proxy can throw anything, and `null` has no members.
  }
  throw new AuthError('OPTIONS_INVALID', 'AuthError: code, detail or details are wrong');
};

const identifier = /^[\w.-]{1,64}$/;

const isIdentifier = (value: unknown): value is string =>
  typeof value === 'string' && identifier.test(value);

/** `instanceof` for any thrown value. A revoked proxy makes the operator throw. */
export const isInstance = <Type>(
  value: unknown,
  type: abstract new (...parts: never) => Type,
): value is Type => {
  try {
    return value instanceof type;
  } catch {
    return false;
  }
};

/** Keeps only the name and the code of an error from another library. Any value can be thrown, so each read can throw. */
export const failureCause = (error: unknown): FailureCause => {
  try {
    const { name, code }: { readonly name?: unknown; readonly code?: unknown } = Object(error);
    return {
      name: isIdentifier(name) ? name : 'Error',
      ...(isIdentifier(code) && { code }),
    };
  } catch {
    return { name: 'Error' };
  }
};

/** Wraps an error from another library in an `AuthError`. Returns an `AuthError` unchanged. */
export const asAuthError = (error: unknown, code: AuthErrorCode, detail: string): AuthError =>
  isInstance(error, AuthError)
    ? error
    : new AuthError(code, detail, { cause: failureCause(error) });
