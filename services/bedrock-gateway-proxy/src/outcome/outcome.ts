import type { AuthErrorCode } from '@hopwise/auth/errors';
import type { ActionGroupResult } from '@hopwise/contracts/action-group-result';
import type { HopCode, ToolCallFailureCode } from '@hopwise/contracts/codes/hop-codes';
import type { ToolFailureCode } from '@hopwise/contracts/codes/tool-failure-codes';
import type { HopReport } from '@hopwise/contracts/hop-report';
import type { ToolResult } from '@hopwise/contracts/tool-result';
import { accessTokenFailure, type Failure, failures } from './failures.ts';

/** The outcome of one call, before it is formatted as an answer. */
export type Outcome = {
  readonly state: 'success' | 'reprompt' | 'failure';
  /** Absent on success. */
  readonly code?: HopCode | ToolFailureCode;
  /** Status of an OpenAPI answer. */
  readonly httpStatusCode: number;
  readonly body: ActionGroupResult;
  readonly hops: readonly HopReport[];
};

/** Whether the access token came from the cache. `undefined` if there was no token. */
export type CacheHit = boolean | undefined;

const hop6 = (cacheHit: CacheHit, code?: HopCode): HopReport => ({
  hop: 6,
  credential: 'oauth',
  effect: code === undefined ? 'allow' : 'deny',
  ...(code !== undefined && { code }),
  ...(cacheHit !== undefined && { cacheHit }),
});

const hop7 = (code?: HopCode): HopReport => ({
  hop: 7,
  credential: 'iam',
  effect: code === undefined ? 'allow' : 'deny',
  ...(code !== undefined && { code }),
});

/** The tool ran, and returned a result or its own failure. */
export const toolAnswered = (result: ToolResult, cacheHit: CacheHit): Outcome => ({
  ...(result.ok
    ? { state: 'success', httpStatusCode: 200 }
    : { state: 'reprompt', httpStatusCode: 422, code: result.error.code }),
  body: result,
  hops: [hop6(cacheHit), hop7()],
});

const toBody = (code: HopCode, message: string): ActionGroupResult => ({
  ok: false,
  error: { code, message },
});

/** This function refused the call before hop 6. */
export const refusedBeforeSending = (
  code: 'TOOL_UNKNOWN' | 'ARGUMENTS_INVALID' | 'INTERNAL_ERROR',
  detail?: string,
): Outcome => {
  const { state, httpStatusCode, message } = failures[code];
  const sentence = detail === undefined ? message : `${message} ${detail}`;
  return { state, code, httpStatusCode, body: toBody(code, sentence), hops: [] };
};

const hopsOf = (failure: Failure, code: HopCode, cacheHit: CacheHit): readonly HopReport[] => {
  if (failure.hop === 6) return [hop6(cacheHit, code)];
  return failure.hop === 7 ? [hop6(cacheHit), hop7(code)] : [hop6(cacheHit)];
};

const failedOutcome = (
  failure: Failure,
  code: HopCode,
  { cacheHit, detail }: { readonly cacheHit: CacheHit; readonly detail?: string },
): Outcome => ({
  state: failure.state,
  code,
  httpStatusCode: failure.httpStatusCode,
  body: toBody(code, detail === undefined ? failure.message : `${failure.message} ${detail}`),
  hops: hopsOf(failure, code, cacheHit),
});

/** The call failed at the gateway or behind it. */
export const failedAtGateway = (
  code: ToolCallFailureCode,
  options: { readonly cacheHit: CacheHit; readonly detail?: string },
): Outcome => failedOutcome(failures[code], code, options);

/** No access token is available, or the request has no answer. `code` is the code of an `AuthError`. */
export const failedInAuth = (code: AuthErrorCode): Outcome =>
  failedOutcome(authFailureOf(code), code, { cacheHit: undefined });

const authFailureOf = (code: AuthErrorCode): Failure =>
  Object.entries(failures).find(([known]) => known === code)?.[1] ?? accessTokenFailure;
