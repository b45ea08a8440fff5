import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '@hopwise/auth/clock';
import type { AuthContext } from '@hopwise/auth/request-types';
import middy, { type MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { actionGroup, type Log } from './action-group/action-group-middleware.ts';
import { answerCall, type ToolTable } from './answer-call.ts';
import { publishMetrics, type StoredMetrics } from './auth-metrics.ts';
import type { GatewayTarget } from './gateway/call-tool.ts';

/** Middy ends the handler this long before Lambda's timeout, so that the answer still reaches the agent. */
const timeoutEarlyInMillis = 250;

export type HandlerOptions = {
  /** Provides `context.auth`. */
  readonly accessToken: MiddlewareObj<unknown, unknown, Error, Context & AuthContext>;
  /** Published at the end of each invocation. */
  readonly metrics: StoredMetrics;
  readonly target: GatewayTarget;
  readonly tools: ToolTable;
  readonly clock: Clock;
  readonly log: Log;
};

/** Creates the action group's handler: it reads the event, gets a token, calls the tool and answers. */
export const createHandler = (options: HandlerOptions) => {
  const { accessToken, metrics, target, tools, clock, log } = options;
  return middy({ timeoutEarlyInMillis })
    .use(publishMetrics(metrics))
    .use(actionGroup({ tools, log, clock }))
    .use(accessToken)
    .handler((_event, context, { signal }) =>
      answerCall(context.actionGroup.call, {
        tools,
        target,
        gateway: {
          request: (request) => context.auth.request(request),
          remainingMs: () => context.getRemainingTimeInMillis(),
          nowMs: () => clock.now(),
          wait: (ms, abort) => sleep(ms, undefined, { signal: abort }),
          invocationId: context.awsRequestId,
          signal,
        },
      }),
    );
};
