import type { Writable } from 'node:stream';
import type { SetAlarm } from '../alarm.ts';
import { WebApiError } from '../errors.ts';

/** The time reserved for the last event and the log line after the agent's time is up. */
export const answerMarginMs = 1500;

export type InvocationSignal = { readonly signal: AbortSignal; release(): void };

/**
 * Returns a signal that aborts with `CLIENT_DISCONNECTED` when the response closes early, and with
 * `AGENT_TIMEOUT` shortly before Lambda ends the invocation.
 */
export const watchInvocation = (
  stream: Writable,
  remainingMs: number,
  setAlarm: SetAlarm,
): InvocationSignal => {
  const controller = new AbortController();
  const disconnect = () =>
    controller.abort(new WebApiError('CLIENT_DISCONNECTED', 'The client closed the connection.'));
  const cancelDeadline = setAlarm(Math.max(0, remainingMs - answerMarginMs), () =>
    controller.abort(
      new WebApiError('AGENT_TIMEOUT', 'The agent did not finish its answer in time.'),
    ),
  );
  stream.once('close', disconnect);
  // `release` keeps this listener: a late write to a closed response must not crash the execution environment.
  stream.on('error', disconnect);
  return {
    signal: controller.signal,
    release() {
      cancelDeadline();
      stream.removeListener('close', disconnect);
    },
  };
};
