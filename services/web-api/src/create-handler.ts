import type { Writable } from 'node:stream';
import type { Clock } from '@hopwise/auth/clock';
import type { ChatRefusal } from '@hopwise/contracts/chat-events';
import type { Context } from 'aws-lambda';
import type { Agent } from './agent/agent.ts';
import type { SetAlarm } from './alarm.ts';
import { answerTurn } from './chat/answer-turn.ts';
import { callerOf } from './chat/caller.ts';
import { sessionOf } from './chat/session-id.ts';
import { toWebApiError, WebApiError } from './errors.ts';
import { type ApiEvent, isApiEvent, readApiEvent } from './http/api-event.ts';
import { correlationIdOf } from './http/correlation-id.ts';
import { statusOf } from './http/error-status.ts';
import { watchInvocation } from './http/invocation-signal.ts';
import { readChatRequest } from './http/read-chat-request.ts';
import { createResponder, type OpenResponse, type Responder } from './http/responder.ts';
import { createSseWriter } from './http/sse-writer.ts';
import { type Log, logRequest } from './request-log.ts';

export type HandlerOptions = {
  readonly agent: Agent;
  /** Whether the stage accepts callers without an access token. */
  readonly isPublic: boolean;
  readonly allowedOrigin: string;
  readonly openResponse: OpenResponse;
  readonly clock: Clock;
  readonly setAlarm: SetAlarm;
  readonly log: Log;
};

type InvocationContext = Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>;

type Exchange = {
  readonly event: unknown;
  readonly correlationId: string;
  readonly signal: AbortSignal;
  readonly responder: Responder;
};

const chat = async (
  event: ApiEvent,
  { correlationId, signal, responder }: Exchange,
  { agent, isPublic, setAlarm }: HandlerOptions,
) => {
  const { message, sessionId: offered } = readChatRequest(event);
  const caller = callerOf(event.requestContext.authorizer, isPublic);
  const turn = { message, sessionId: sessionOf(caller, offered), correlationId };
  return answerTurn(turn, caller.kind === 'user' ? 'cognito' : 'none', {
    agent,
    setAlarm,
    signal,
    openStream: () => createSseWriter({ stream: responder.eventStream(), setAlarm, signal }),
  });
};

const chatRoute = 'POST /chat';

const isChat = ({ httpMethod, resource }: ApiEvent): boolean =>
  `${httpMethod} ${resource}` === chatRoute;

const route = async (exchange: Exchange, options: HandlerOptions) => {
  const event = readApiEvent(exchange.event);
  if (isChat(event)) return chat(event, exchange, options);
  throw new WebApiError('ROUTE_UNKNOWN', 'This path and method do not exist.');
};

const refusalBody = ({ code, message }: WebApiError, correlationId: string): ChatRefusal => ({
  code,
  message,
  correlationId,
});

/** Creates the function behind `POST /chat`. Each request gets a response and one log line. */
export const createHandler =
  (options: HandlerOptions) =>
  async (event: unknown, stream: Writable, context: InvocationContext) => {
    const startedAt = options.clock.now();
    const correlationId = correlationIdOf(event, context.awsRequestId);
    const { allowedOrigin, openResponse } = options;
    const responder = createResponder({ stream, openResponse, allowedOrigin, correlationId });
    const remainingMs = context.getRemainingTimeInMillis();
    const { signal, release } = watchInvocation(stream, remainingMs, options.setAlarm);
    const refuse = (thrown: unknown): WebApiError => {
      const error = toWebApiError(signal.aborted ? signal.reason : thrown);
      if (!stream.destroyed) responder.json(statusOf(error), refusalBody(error, correlationId));
      return error;
    };
    const error = await route({ event, correlationId, signal, responder }, options).catch(refuse);
    release();
    const record = {
      // The texts of another event never reach the log.
      route: isApiEvent(event) && isChat(event) ? chatRoute : 'unknown',
      correlationId,
      awsRequestId: context.awsRequestId,
      durationMs: options.clock.now() - startedAt,
      streamed: responder.isStreaming(),
    };
    logRequest(options.log, record, error);
  };
