import type { ActionGroupResult } from '@hopwise/contracts/action-group-result';
import type { HopCode, ToolCallFailureCode } from '@hopwise/contracts/codes/hop-codes';
import { effectOfHopCode } from '@hopwise/contracts/codes/hop-denials';
import type { ToolFailureCode } from '@hopwise/contracts/codes/tool-failure-codes';
import type { HopRefusal } from '@hopwise/contracts/hop-refusal';
import type { HopReport } from '@hopwise/contracts/hop-report';
import type { ToolResult } from '@hopwise/contracts/tool-result';
import { accessTokenFailure, type Failure, failures, type Refusal } from './failures.ts';

/** The outcome of one call, before it is formatted as an answer. */
export type Outcome = {
  readonly state: 'success' | 'reprompt' | 'refusal' | 'failure';
  /** Absent on success. */
  readonly code?: HopCode | ToolFailureCode;
  /** Status of an OpenAPI answer. */
  readonly httpStatusCode: number;
  readonly body: ActionGroupResult | HopRefusal;
  readonly hops: readonly HopReport[];
};

/** Whether the access token came from the cache. `undefined` if there was no token. */
export type CacheHit = boolean | undefined;

const hop6 = (cacheHit: CacheHit, code?: HopCode): HopReport => ({
  hop: 6,
  credential: 'oauth',
  effect: code === undefined ? 'allow' : effectOfHopCode(code),
  ...(code !== undefined && { code }),
  ...(cacheHit !== undefined && { cacheHit }),
});

const hop7 = (code?: HopCode): HopReport => ({
  hop: 7,
  credential: 'iam',
  effect: code === undefined ? 'allow' : effectOfHopCode(code),
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

/** This function refused the call before hop 6. */
export const refusedBeforeSending = (
  code: 'TOOL_UNKNOWN' | 'ARGUMENTS_INVALID' | 'INTERNAL_ERROR',
  detail?: string,
): Outcome => answeredByMessage(failures[code], code, { hops: [], detail });

type Message = { readonly hops: readonly HopReport[]; readonly detail: string | undefined };

const answeredByMessage = (
  { state, httpStatusCode, message }: Exclude<Failure, Refusal>,
  code: HopCode,
  { hops, detail }: Message,
): Outcome => ({
  state,
  code,
  httpStatusCode,
  body: {
    ok: false,
    error: { code, message: detail === undefined ? message : `${message} ${detail}` },
  },
  hops,
});

const refused = (
  { state, hop, httpStatusCode }: Refusal,
  code: HopCode,
  cacheHit: CacheHit,
): Outcome => ({
  state,
  code,
  httpStatusCode,
  body: {
    hopwiseRefusal: { version: 1, hop, code, ...(cacheHit !== undefined && { cacheHit }) },
  },
  hops: hop === 6 ? [hop6(cacheHit, code)] : [hop6(cacheHit), hop7(code)],
});

type GatewayFailureOptions = { readonly cacheHit: CacheHit; readonly detail?: string };

/** The call failed at the gateway or behind it. */
export const failedAtGateway = (
  code: ToolCallFailureCode,
  { cacheHit, detail }: GatewayFailureOptions,
): Outcome => {
  const failure: Failure = failures[code];
  return failure.state === 'refusal'
    ? refused(failure, code, cacheHit)
    : answeredByMessage(failure, code, { hops: [hop6(cacheHit)], detail });
};

/** No access token is available, or the request has no answer. */
export const failedInAuth = (code: HopCode): Outcome =>
  refused(authFailureOf(code), code, undefined);

const authFailureOf = (code: HopCode): Refusal => {
  const known: Failure | undefined = Object.entries(failures).find(([name]) => name === code)?.[1];
  return known?.state === 'refusal' ? known : accessTokenFailure;
};
