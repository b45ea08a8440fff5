import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import type { RequestToSign, SignedRequest } from '../aws/signed-request.ts';
import { AuthError, asAuthError } from '../errors/auth-error.ts';
import { isHeaders } from '../gateway/read-request.ts';
import { remainingMsOf } from '../gateway/remaining-time.ts';
import { type CheckedRequest, checkRequestToSign } from '../gateway/request-guard.ts';
import type { AuthorizedRequest, GatewayResponse } from '../gateway/request-types.ts';
import { gatewayError, sendToGateway } from '../gateway/send-to-gateway.ts';
import type { HttpSend } from '../http/http-send.ts';
import { createNodeHttpSend } from '../http/node-http-send.ts';
import {
  hasMethods,
  isClock,
  isFunction,
  isIntegerWithin,
  isMilliseconds,
  isSecureUrlText,
  oneOf,
  optional,
  type Rules,
  readChecked,
  readOptions,
} from '../options/option-rules.ts';
import { type Clock, systemClock } from '../time/clock.ts';
import { countDown, withTimeLimit } from '../time/time-limit.ts';
import { attachAuth, contextOf } from './invocation-context.ts';

export type AwsIamGatewayOptions = {
  readonly gateway: { readonly url: string; readonly authorizer: 'AWS_IAM' };
  /** A `SignatureV4` for the service `bedrock-agentcore`, with the function's region and credentials. */
  readonly signer: {
    sign(request: RequestToSign): Promise<SignedRequest>;
  };
  /** Limit for one `request` without its own `timeoutMs`, in milliseconds. Default 60,000. */
  readonly gatewayTimeoutMs?: number;
  /** Milliseconds to keep free at the end of the invocation. Default 250. */
  readonly marginMs?: number;
  /** Maximum length of a gateway response. Default 7,000,000. */
  readonly maxResponseBytes?: number;
  /** Replaces `node:https`. */
  readonly send?: HttpSend;
  /** For tests. */
  readonly clock?: Clock;
};

/** The value that the middleware adds as `context.auth`. It has `request`, but no token. */
export type SignedGateway = {
  /** Signs and sends a request, only to the gateway's origin. Resolves for any status except a redirect. */
  readonly request: (request: AuthorizedRequest) => Promise<GatewayResponse>;
};

export type AwsIamGatewayMiddleware = MiddlewareObj &
  MiddlewareObj<unknown, unknown, Error, Context & { readonly auth: SignedGateway }>;

const rules: Rules<AwsIamGatewayOptions> = {
  gateway: { url: isSecureUrlText, authorizer: oneOf('AWS_IAM') },
  signer: hasMethods('sign'),
  gatewayTimeoutMs: optional(isMilliseconds),
  marginMs: optional(isIntegerWithin(0, 60_000)),
  maxResponseBytes: optional(isIntegerWithin(1, 100_000_000)),
  send: optional(isFunction),
  clock: optional(isClock),
};

const queryOf = ({ searchParams }: URL): Record<string, string[]> =>
  // A parameter can have the name `__proto__`.
  Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]),
  );

const requestToSign = ({ url, method, headers, body }: CheckedRequest): RequestToSign => ({
  method,
  protocol: url.protocol,
  hostname: url.hostname,
  ...(url.port !== '' && { port: Number(url.port) }),
  path: url.pathname,
  query: queryOf(url),
  headers: { ...headers, host: url.host },
  ...(body !== undefined && { body }),
});

const signedRules: Rules<SignedRequest> = { headers: isHeaders };

/** Throws `SIGNING_FAILED`, also if the result has no signature. */
const sign = async (
  signer: AwsIamGatewayOptions['signer'],
  request: CheckedRequest,
): Promise<SignedRequest['headers']> => {
  try {
    const { headers } = readChecked(await signer.sign(requestToSign(request)), signedRules, {
      owner: 'signer.sign()',
      code: 'SIGNING_FAILED',
      ignoresUnknown: true,
    });
    if (Object.keys(headers).some((name) => /^authorization$/i.test(name))) return headers;
  } catch (error) {
    throw asAuthError(error, 'SIGNING_FAILED', 'signer.sign() failed');
  }
  throw new AuthError('SIGNING_FAILED', 'signer.sign() returned no authorization header');
};

/**
 * A Middy middleware for a gateway whose authorizer is `AWS_IAM`. `context.auth.request` signs each request
 * with SigV4 and sends it only to the gateway. It refuses a request that already has a token with
 * `MIXED_CREDENTIALS`. Throws `OPTIONS_INVALID` for wrong or unknown options.
 */
export const awsIamGateway = (options: AwsIamGatewayOptions): AwsIamGatewayMiddleware => {
  const checked = readOptions('awsIamGateway', options, rules);
  const { gateway, signer, gatewayTimeoutMs = 60_000, marginMs = 250 } = checked;
  const { maxResponseBytes = 7_000_000, clock = systemClock } = checked;
  const { send = createNodeHttpSend(clock) } = checked;

  const request = async (given: AuthorizedRequest, context: Context): Promise<GatewayResponse> => {
    const input = checkRequestToSign(given, gateway.url);
    const { url, signal } = input;
    const timeoutMs = Math.min(
      input.timeoutMs ?? gatewayTimeoutMs,
      remainingMsOf(context, marginMs),
    );
    const timeoutError = () => gatewayError(url, 'timeout');
    const leftMs = countDown(clock, timeoutMs, timeoutError);
    const headers = await withTimeLimit(() => sign(signer, input), {
      timeoutMs: leftMs(),
      onTimeout: timeoutError,
      signal,
      onAbort: () => gatewayError(url, 'aborted'),
    });
    return sendToGateway({ ...input, headers, timeoutMs: leftMs(), maxResponseBytes }, send);
  };

  return {
    before: (middyRequest) => {
      const context = contextOf(middyRequest);
      attachAuth(context, { request: (input: AuthorizedRequest) => request(input, context) });
    },
  };
};
