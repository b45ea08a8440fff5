import type { FunctionFailedError } from '../function/function-failed-error.ts';
import type { RunningInvocation } from './execution-environment.ts';

/** An invocation of a function, with its request id and its log. */
export type RunningFunction = RunningInvocation & {
  readonly requestId: string;
  /** How long the environment took to initialize. Absent if it existed already. */
  readonly initMs?: number | undefined;
  /** The last 4 KiB of the invocation's log. */
  logTail(): Buffer;
};

/** The result of an invocation that never reached a runtime because initialization failed. */
export const failedToStart = (requestId: string, error: FunctionFailedError): RunningFunction => ({
  requestId,
  answer: Promise.resolve({ kind: 'failed', error }),
  ended: Promise.resolve(error),
  logTail: () => Buffer.alloc(0),
});
