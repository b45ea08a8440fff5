import type { Writable } from 'node:stream';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import type { Agent } from './agent/agent.ts';
import { answerTurn } from './chat/answer-turn.ts';
import { callerOf } from './chat/caller.ts';
import { sessionOf } from './chat/session-id.ts';
import type { Clock } from './clock.ts';
import { toWebApiError, WebApiError } from './errors.ts';
import { readChatRequest } from './http/chat-request-body.ts';
import { refusalBody, statusOf } from './http/http-response.ts';
import { watchInvocation } from './http/invocation-signal.ts';
import { correlationIdOf } from './http/request-headers.ts';
import { createResponder, type OpenResponse, type Responder } from './http/responder.ts';
import { createSseWriter } from './http/sse-writer.ts';
import { type Log, logRequest } from './request-log.ts';

export type WebApiOptions = {
  readonly agent: Agent;
  readonly allowedOrigin: string;
  readonly openResponse: OpenResponse;
  readonly clock: Clock;
  readonly log: Log;
};

type InvocationContext = Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>;

type Exchange = {
  readonly event: APIGatewayProxyEvent;
  readonly correlationId: string;
  readonly signal: AbortSignal;
  readonly responder: Responder;
};

const chat = async ({ event, correlationId, ...exchange }: Exchange, options: WebApiOptions) => {
  const { message, sessionId: offered } = readChatRequest(event);
  const caller = callerOf(event.requestContext.authorizer);
  const turn = { message, sessionId: sessionOf(caller, offered), correlationId };
  const { agent, clock } = options;
  const { signal, responder } = exchange;
  return answerTurn(turn, caller.kind === 'user' ? 'cognito' : 'none', {
    agent,
    clock,
    signal,
    openStream: () => createSseWriter({ stream: responder.eventStream(), clock, signal }),
  });
};

const route = async (exchange: Exchange, options: WebApiOptions) => {
  const { httpMethod, resource } = exchange.event;
  switch (`${httpMethod} ${resource}`) {
    case 'POST /chat':
      return chat(exchange, options);
    case 'GET /health':
      exchange.responder.json(200, { status: 'ok' });
      return undefined;
    default:
      throw new WebApiError('ROUTE_UNKNOWN', 'There is nothing at this path and method.');
  }
};

/** The function behind both routes of the REST API; every request ends in a response and a log line. */
export const createWebApi =
  (options: WebApiOptions) =>
  async (event: APIGatewayProxyEvent, stream: Writable, context: InvocationContext) => {
    const startedAt = options.clock.now();
    const correlationId = correlationIdOf(event.headers);
    const { allowedOrigin, openResponse } = options;
    const responder = createResponder({ stream, openResponse, allowedOrigin, correlationId });
    const remainingMs = context.getRemainingTimeInMillis();
    const { signal, release } = watchInvocation(stream, remainingMs, options.clock);
    const refuse = (thrown: unknown): WebApiError => {
      const error = toWebApiError(signal.aborted ? signal.reason : thrown);
      if (!stream.destroyed) responder.json(statusOf(error), refusalBody(error, correlationId));
      return error;
    };
    const error = await route({ event, correlationId, signal, responder }, options).catch(refuse);
    release();
    const record = {
      route: `${event.httpMethod} ${event.resource}`,
      correlationId,
      awsRequestId: context.awsRequestId,
      durationMs: options.clock.now() - startedAt,
      streamed: responder.isStreaming(),
    };
    logRequest(options.log, record, error);
  };
