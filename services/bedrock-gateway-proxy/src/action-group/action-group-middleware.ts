import { type Clock, monotonicMs } from '@hopwise/auth/clock';
import { AuthError } from '@hopwise/auth/errors';
import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Outcome } from '../outcome/outcome.ts';
import { outcomeOfError } from '../outcome/outcome-of-error.ts';
import { type ActionGroupCall, parseActionGroupEvent } from './action-group-event.ts';
import { type ActionGroupResponse, formatResponse } from './format-response.ts';

/** The part of the Powertools logger that this service uses. */
export type Log = {
  info(message: string, fields: Readonly<Record<string, unknown>>): void;
  error(message: string, fields: Readonly<Record<string, unknown>>): void;
};

export type ActionGroupOptions = {
  /** The known tools by name. */
  readonly tools: Readonly<Record<string, unknown>>;
  readonly log: Log;
  readonly clock: Clock;
};

/** The property that this middleware adds to the context of an invocation. */
export type ActionGroupContext = {
  readonly actionGroup: {
    readonly call: ActionGroupCall;
    readonly awsRequestId: string;
    readonly startedMs: number;
  };
};

type Result = Outcome | ActionGroupResponse;

/** The context before this middleware has read the event. */
type IncompleteContext = Context & { actionGroup?: ActionGroupContext['actionGroup'] };

/** Stack frames, but no message: the message of an unexpected error can contain the user's text. */
const causeOf = (error: unknown): Readonly<Record<string, unknown>> => {
  if (error instanceof AuthError) return { reason: error.message };
  if (!(error instanceof Error)) return {};
  return { error: error.name, frames: error.stack?.match(/^ +at .*$/gm) ?? [] };
};

/**
 * Reads the action-group event before the handler runs, and formats the outcome of the call for the
 * event's kind. It also answers when a later middleware fails. The invocation fails only if the event is
 * of neither kind, because then no answer has the right format.
 */
export const actionGroup = (
  options: ActionGroupOptions,
): MiddlewareObj<unknown, Result, Error, Context & ActionGroupContext> => {
  const answer = (
    { call, awsRequestId, startedMs }: ActionGroupContext['actionGroup'],
    outcome: Outcome,
    error?: unknown,
  ): ActionGroupResponse => {
    const fields = {
      // The model writes the name of an unknown tool, so it does not belong in a log.
      tool: Object.hasOwn(options.tools, call.tool) ? call.tool : 'unknown',
      outcome: outcome.state,
      code: outcome.code,
      cacheHit: outcome.hops.find(({ hop }) => hop === 6)?.cacheHit,
      ms: Math.round(monotonicMs(options.clock) - startedMs),
      awsRequestId,
      // Any caller of InvokeAgent can set this session attribute, so the log does not present it as a fact.
      claimedCorrelationId: call.correlationId,
      ...causeOf(error),
    };
    const isFailed = outcome.state === 'failure' || outcome.state === 'refusal';
    options.log[isFailed ? 'error' : 'info']('action group called', fields);
    return formatResponse(call.origin, outcome);
  };

  const middleware: MiddlewareObj<unknown, Result, Error, IncompleteContext> = {
    before: ({ event, context }) => {
      const call = parseActionGroupEvent(event);
      const { awsRequestId } = context;
      context.actionGroup = { call, awsRequestId, startedMs: monotonicMs(options.clock) };
    },
    after: (request) => {
      const outcome = request.response;
      if (!request.context.actionGroup || !outcome || !('state' in outcome)) return;
      request.response = answer(request.context.actionGroup, outcome);
    },
    onError: (request) => {
      if (!request.context.actionGroup) return;
      const outcome = outcomeOfError(request.error);
      request.response = answer(request.context.actionGroup, outcome, request.error);
    },
  };
  return middleware;
};
