import type { Writable } from 'node:stream';
import type { Clock } from '../clock.ts';
import { WebApiError } from '../errors.ts';

/** What remains for the last event and the log line when the time for the agent is up. */
export const answerMarginMs = 1500;

export type InvocationSignal = { readonly signal: AbortSignal; release(): void };

/**
 * Aborts with `CLIENT_DISCONNECTED` when the response closes early, and with `AGENT_TIMEOUT` shortly
 * before Lambda would end the invocation.
 */
export const watchInvocation = (
  stream: Writable,
  remainingMs: number,
  clock: Clock,
): InvocationSignal => {
  const controller = new AbortController();
  const disconnect = () =>
    controller.abort(new WebApiError('CLIENT_DISCONNECTED', 'The client closed the connection.'));
  const cancelDeadline = clock.after(Math.max(0, remainingMs - answerMarginMs), () =>
    controller.abort(
      new WebApiError('AGENT_TIMEOUT', 'The agent did not finish its answer in time.'),
    ),
  );
  stream.once('close', disconnect);
  // Stays on: a late write to a closed response must not end the execution environment.
  stream.on('error', disconnect);
  return {
    signal: controller.signal,
    release() {
      cancelDeadline();
      stream.removeListener('close', disconnect);
    },
  };
};
