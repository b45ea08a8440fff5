import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import type { AuthorizedRequest, GatewayResponse } from './authorized-request.ts';
import { systemClock } from './clock.ts';
import { countDown, within } from './deadline.ts';
import { type AuthError, asAuthError } from './errors.ts';
import { exchangeWithGateway, gatewayError } from './gateway-exchange.ts';
import type { HttpSend } from './http-send.ts';
import { budgetMsOf } from './invocation-budget.ts';
import { createNodeHttpSend } from './node-http-send.ts';
import {
  checkOptions,
  hasMethods,
  isFunction,
  isIntegerWithin,
  isMilliseconds,
  isSecureUrlText,
  oneOf,
  optional,
  type Rules,
} from './option-rules.ts';
import { checkRequestToSign } from './request-guard.ts';

/** A request in the form that `SignatureV4` of `@smithy/signature-v4` takes. */
export type RequestToSign = {
  method: string;
  protocol: string;
  hostname: string;
  port?: number;
  path: string;
  query: Record<string, string | string[]>;
  headers: Record<string, string>;
  body?: string;
};

export type AwsIamGatewayOptions = {
  readonly gateway: { readonly url: string; readonly authorizer: 'AWS_IAM' };
  /** A `SignatureV4` for the service `bedrock-agentcore`, with the function's region and credentials. */
  readonly signer: {
    sign(request: RequestToSign): Promise<{ readonly headers: Readonly<Record<string, string>> }>;
  };
  /** For one `request` where it sets no `timeoutMs`. Default 60,000. */
  readonly gatewayTimeoutMs?: number;
  /** Kept free at the end of the invocation. Default 250. */
  readonly marginMs?: number;
  /** Default 7,000,000. */
  readonly maxResponseBytes?: number;
  /** Replaces `node:https`. */
  readonly send?: HttpSend;
};

/** What the middleware puts into `context.auth`: the `request` of a token, without the token. */
export type SignedGateway = {
  /** Signs and sends, to the gateway's origin only. Any status but a redirect is an answer. */
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
};

const queryOf = (url: URL): Record<string, string[]> => {
  const query: Record<string, string[]> = {};
  for (const name of new Set(url.searchParams.keys())) query[name] = url.searchParams.getAll(name);
  return query;
};

const toSign = (url: URL, { method, headers, body }: AuthorizedRequest): RequestToSign => ({
  method,
  protocol: url.protocol,
  hostname: url.hostname,
  ...(url.port !== '' && { port: Number(url.port) }),
  path: url.pathname,
  query: queryOf(url),
  headers: { ...headers, host: url.host },
  ...(body !== undefined && { body }),
});

const signingFailed = (error: unknown): AuthError =>
  asAuthError(error, 'SIGNING_FAILED', 'signer.sign() failed');

/**
 * The Middy middleware for a gateway whose authorizer is `AWS_IAM`: `context.auth.request` signs each
 * request with SigV4 and sends it to the gateway alone. It knows no token, and a request that brings one is
 * refused with `MIXED_CREDENTIALS`.
 */
export const awsIamGateway = (options: AwsIamGatewayOptions): AwsIamGatewayMiddleware => {
  checkOptions('awsIamGateway', options, rules);
  const { gateway, signer, gatewayTimeoutMs = 60_000, marginMs = 250 } = options;
  const { maxResponseBytes = 7_000_000, send = createNodeHttpSend() } = options;

  const request = async (asked: AuthorizedRequest, context: Context): Promise<GatewayResponse> => {
    const url = checkRequestToSign(asked, gateway.url);
    const timeoutMs = Math.min(asked.timeoutMs ?? gatewayTimeoutMs, budgetMsOf(context, marginMs));
    const tooLate = () => gatewayError(url, 'timeout');
    const leftMs = countDown(systemClock, timeoutMs, tooLate);
    const signed = Promise.resolve()
      .then(() => signer.sign(toSign(url, asked)))
      .catch((error: unknown) => Promise.reject(signingFailed(error)));
    const { headers } = await within(signed, {
      timeoutMs: leftMs(),
      onTimeout: tooLate,
      signal: asked.signal,
      onAbort: () => gatewayError(url, 'aborted'),
    });
    return exchangeWithGateway(
      { ...asked, url, headers, timeoutMs: leftMs(), maxResponseBytes },
      send,
    );
  };

  return {
    before: ({ context }) => {
      Object.assign(context, {
        auth: { request: (asked: AuthorizedRequest) => request(asked, context) },
      });
    },
  };
};
