import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FunctionFailedError } from '../lambda/function/function-failed-error.ts';
import {
  type Invocation,
  LambdaInvokeError,
  type LambdaInvoker,
} from '../lambda/function/lambda-invoker.ts';
import type { MethodIntegration } from './deployed-rest-api.ts';
import { GatewayError } from './gateway-error.ts';
import { executeApiArn, type GatewayRequest } from './gateway-request.ts';
import { parseProxyResponse, writeResponseHead } from './proxy-response.ts';
import { readPrelude } from './read-prelude.ts';

/** A regional API closes a stream that has been idle for this long. */
const streamIdleMs = 300_000;

type LambdaIntegration = Extract<MethodIntegration, { type: 'AWS_PROXY' }>;

export type IntegrationCall = {
  readonly request: GatewayRequest;
  readonly integration: LambdaIntegration;
  readonly event: unknown;
  readonly lambda: LambdaInvoker;
};

const invocationOf = ({ request, integration, event }: IntegrationCall): Invocation => ({
  functionArn: integration.functionArn,
  payload: Buffer.from(JSON.stringify(event)),
  caller: {
    kind: 'service',
    service: 'apigateway.amazonaws.com',
    sourceArn: executeApiArn(request),
    sourceAccount: request.account.accountId,
    turn: request.turn,
  },
  hop: 2,
  turn: request.turn,
});

/** The gateway error for a failed integration. */
const gatewayErrorOf = (cause: unknown): unknown => {
  if (cause instanceof FunctionFailedError) {
    return new GatewayError('MALFORMED_PROXY_RESPONSE', { cause });
  }
  if (cause instanceof LambdaInvokeError) {
    const tooLarge = cause.code === 'RequestTooLargeException';
    return new GatewayError(tooLarge ? 'REQUEST_TOO_LARGE' : 'API_CONFIGURATION_ERROR', { cause });
  }
  const timedOut = cause instanceof DOMException && cause.name === 'TimeoutError';
  return timedOut ? new GatewayError('INTEGRATION_TIMEOUT', { cause }) : cause;
};

const respondBuffered = async (call: IntegrationCall, response: ServerResponse): Promise<void> => {
  const signal = AbortSignal.timeout(call.integration.timeoutMs);
  const { payload, functionError } = await call.lambda.invoke({ ...invocationOf(call), signal });
  if (functionError !== undefined) throw new GatewayError('MALFORMED_PROXY_RESPONSE');
  const { bytes, ...head } = parseProxyResponse(payload);
  writeResponseHead(response, head);
  response.end(bytes);
};

/** Aborts when the client disconnects before its response is complete. */
const clientGone = (response: ServerResponse): AbortSignal => {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
};

const respondStreamed = async (call: IntegrationCall, response: ServerResponse): Promise<void> => {
  const { timeoutMs } = call.integration;
  const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), clientGone(response)]);
  const stream = await call.lambda.invokeWithResponseStream({ ...invocationOf(call), signal });
  const { prelude, body } = await readPrelude(stream.body, signal);
  writeResponseHead(response, prelude);
  response.flushHeaders();
  response.setTimeout(streamIdleMs, () => response.destroy());
  await pipeline(Readable.from(body), response, { signal });
};

/**
 * Hop 2: invokes the function and writes its response. Throws `GatewayError` if no byte of the response has
 * been sent. Destroys a response that fails later.
 */
export const callIntegration = async (
  call: IntegrationCall,
  response: ServerResponse,
): Promise<void> => {
  const respond = call.integration.transferMode === 'STREAM' ? respondStreamed : respondBuffered;
  try {
    await respond(call, response);
  } catch (error) {
    if (response.headersSent || response.destroyed) {
      response.destroy();
    } else {
      throw gatewayErrorOf(error);
    }
  }
};
