import { AuthError } from '@hopwise/auth/errors';
import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { type ActionGroupResponse, formatResponse } from './answer/format-response.ts';
import type { ToolTable } from './answer-call.ts';
import { type ActionGroupCall, parseActionGroupEvent } from './event/action-group-event.ts';
import type { Outcome } from './outcome.ts';
import { outcomeOfError } from './outcome-of-error.ts';

/** What of a logger is used; Powertools' has it. */
export type Log = {
  info(message: string, fields: Readonly<Record<string, unknown>>): void;
  error(message: string, fields: Readonly<Record<string, unknown>>): void;
};

export type ActionGroupOptions = {
  readonly tools: ToolTable;
  readonly log: Log;
  /** Monotonic time in milliseconds. */
  readonly elapsedMs: () => number;
};

type Turn = { readonly call: ActionGroupCall; readonly startedMs: number };

export type ActionGroupMiddleware = MiddlewareObj<unknown, Outcome | ActionGroupResponse> & {
  /** The call that was read from the event of this context's invocation. */
  callOf(context: Context): ActionGroupCall;
};

/** The message of an unforeseen error may quote what must not be logged; its stack frames do not. */
const causeOf = (error: unknown): Readonly<Record<string, unknown>> => {
  if (error instanceof AuthError) return { reason: error.message };
  if (!(error instanceof Error)) return {};
  return { error: error.name, frames: error.stack?.match(/^ +at .*$/gm) ?? [] };
};

/**
 * Middleware around the handler: reads the action-group event before it, and gives what became of the
 * call, a failure of a later middleware included, the form that the event's kind asks for. Only an event
 * of neither kind makes the invocation fail, since nothing could be answered in its form.
 */
export const actionGroup = (options: ActionGroupOptions): ActionGroupMiddleware => {
  const turns = new WeakMap<Context, Turn>();

  const log = ({ call, startedMs }: Turn, outcome: Outcome, error?: unknown): void => {
    const fields = {
      // A name that is no tool's is the model's own words.
      tool: Object.hasOwn(options.tools, call.tool) ? call.tool : 'unknown',
      outcome: outcome.state,
      code: outcome.code,
      cacheHit: outcome.hops.find(({ hop }) => hop === 6)?.cacheHit,
      ms: Math.round(options.elapsedMs() - startedMs),
      correlationId: call.correlationId,
      ...causeOf(error),
    };
    options.log[outcome.state === 'failure' ? 'error' : 'info']('action group called', fields);
  };

  return {
    callOf: (context) => {
      const turn = turns.get(context);
      if (turn === undefined) throw new TypeError('The action-group middleware has not run.');
      return turn.call;
    },
    before: (request) => {
      const call = parseActionGroupEvent(request.event);
      turns.set(request.context, { call, startedMs: options.elapsedMs() });
    },
    after: (request) => {
      const turn = turns.get(request.context);
      const outcome = request.response;
      if (turn === undefined || !outcome || !('state' in outcome)) return;
      log(turn, outcome);
      request.response = formatResponse(turn.call.origin, outcome);
    },
    onError: (request) => {
      const turn = turns.get(request.context);
      if (turn === undefined) return;
      const outcome = outcomeOfError(request.error);
      log(turn, outcome, request.error);
      request.response = formatResponse(turn.call.origin, outcome);
    },
  };
};
