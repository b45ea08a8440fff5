import { isText } from './is-text.ts';

/** Every code of this library; the README says what each means and what to do. */
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

/** What a foreign error may tell: its name and code. Its message may quote what was sent or received. */
export type FailureCause = { readonly name: string; readonly code?: string };

export type AuthErrorDetails = {
  readonly cause?: FailureCause | AuthError | undefined;
  readonly oauthError?: string | undefined;
  readonly status?: number | undefined;
  readonly retryAfterMs?: number | undefined;
};

/**
 * The one error of this library; its message is the code and what it is about. Neither its message nor its
 * cause holds a secret, a token or a body.
 */
export class AuthError extends Error {
  override readonly name = 'AuthError';
  readonly code: AuthErrorCode;
  /** `error` of the token endpoint's answer (RFC 6749 section 5.2); `other` where it is not a known one. */
  declare readonly oauthError?: string | undefined;
  /** HTTP status that the token endpoint or the gateway answered with. */
  declare readonly status?: number | undefined;
  /** How long the token endpoint asked to be left alone. */
  declare readonly retryAfterMs?: number | undefined;

  constructor(code: AuthErrorCode, detail: string, { cause, ...answer }: AuthErrorDetails = {}) {
    super(`${code}: ${detail}`, cause && { cause });
    this.code = code;
    Object.assign(this, answer);
  }
}

const identifier = /^[\w.-]{1,64}$/;

/** Reduces a foreign error to what may be shown. */
export const failureCause = (error: unknown): FailureCause => {
  const { name, code }: { readonly name?: unknown; readonly code?: unknown } = Object(error);
  return {
    name: isText(name, identifier) ? name : 'Error',
    ...(isText(code, identifier) && { code }),
  };
};

/** A foreign error under a code of ours; an `AuthError` stays what it is. */
export const asAuthError = (error: unknown, code: AuthErrorCode, detail: string): AuthError =>
  error instanceof AuthError ? error : new AuthError(code, detail, { cause: failureCause(error) });
