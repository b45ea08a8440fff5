import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AuthContext, GatewayAuth } from '@hopwise/auth/request-types';
import middy, { type MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { actionGroup, type Log } from './action-group.ts';
import { answerCall, type ToolTable } from './answer-call.ts';
import { publishMetrics, type StoredMetrics } from './auth-metrics.ts';
import type { GatewayTarget } from './gateway/call-tool.ts';

/** When a handler that still waits is ended, so that the answer leaves before Lambda's own time-out. */
const timeoutEarlyInMillis = 250;

export type HandlerParts = {
  readonly accessToken: MiddlewareObj;
  /** Published at the end of each invocation. */
  readonly metrics: StoredMetrics;
  readonly target: GatewayTarget;
  readonly tools: ToolTable;
  readonly log: Log;
};

const authOf = (context: Context): GatewayAuth => {
  if (!('auth' in context)) throw new TypeError('The access-token middleware has not run.');
  return (context as Context & AuthContext).auth;
};

/** The action-group handler: event in, access token, `tools/call`, answer out. */
export const buildHandler = ({ accessToken, metrics, target, tools, log }: HandlerParts) => {
  const group = actionGroup({ tools, log, elapsedMs: () => performance.now() });
  return middy({ timeoutEarlyInMillis })
    .use(publishMetrics(metrics))
    .use(group)
    .use(accessToken)
    .handler((_event, context: Context, { signal }) =>
      answerCall(group.callOf(context), {
        tools,
        target,
        gateway: {
          request: (request) => authOf(context).request(request),
          remainingMs: () => context.getRemainingTimeInMillis(),
          nowMs: Date.now,
          wait: (ms, abort) => sleep(ms, undefined, { signal: abort }),
          newId: randomUUID,
          signal,
        },
      }),
    );
};
