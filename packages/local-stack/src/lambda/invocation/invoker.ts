import type { RunningFunction } from '../environment/running-function.ts';
import {
  type Invocation,
  LambdaInvokeError,
  type LambdaInvoker,
} from '../function/lambda-invoker.ts';
import type { ResponseBody, RuntimeAnswer } from '../runtime/runtime-invocation.ts';
import type { AuthorizedFunctions } from './authorized-functions.ts';
import { collectAnswer } from './collect-answer.ts';

/** Size limit of a request, see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const maxRequestBytes = 6 * 1024 * 1024;

/** Waits for a promise until the signal aborts. Does not cancel the promise's work. */
const untilAborted = async <Value>(
  promise: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> => {
  if (signal === undefined) return promise;
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
};

const doneResult = { done: true, value: undefined } as const;

const bufferedBody = (payload: Uint8Array): ResponseBody => {
  let rest: Uint8Array | undefined = payload;
  const body: ResponseBody = {
    async next() {
      const value = rest;
      rest = undefined;
      return value === undefined ? doneResult : { done: false, value };
    },
    return: () => Promise.resolve(doneResult),
    [Symbol.asyncIterator]: () => body,
  };
  return body;
};

const failedBody = (error: Error): ResponseBody => ({
  ...bufferedBody(new Uint8Array()),
  next: () => Promise.reject(error),
  [Symbol.asyncIterator]() {
    return this;
  },
});

/** The response body as a stream, for buffered and streamed responses. */
export const answerBody = (answer: RuntimeAnswer): ResponseBody => {
  if (answer.kind === 'streamed') return answer.body;
  return answer.kind === 'buffered' ? bufferedBody(answer.payload) : failedBody(answer.error);
};

const closeIfAborted = (running: RunningFunction, signal: AbortSignal | undefined): void => {
  const close = async (): Promise<void> => {
    const answer = await running.answer;
    if (answer.kind === 'streamed') await answer.body.return();
  };
  if (signal?.aborted === true) void close();
  signal?.addEventListener('abort', close, { once: true });
  running.ended.then(() => signal?.removeEventListener('abort', close));
};

/** Creates an invoker for functions in this process. */
export const createInvoker = (functions: AuthorizedFunctions): LambdaInvoker => {
  const start = async (invocation: Invocation): Promise<RunningFunction> => {
    const runner = functions.get(invocation);
    const { payload, clientContext, turn, hop, signal } = invocation;
    if (payload.length > maxRequestBytes) {
      throw new LambdaInvokeError(
        'RequestTooLargeException',
        `${payload.length} byte payload is too large for the RequestResponse invocation type (limit ${maxRequestBytes} bytes)`,
      );
    }
    return runner.run({ payload, clientContext, turn, hop, signal });
  };

  return {
    async invoke(invocation) {
      const result = start(invocation).then(async (running) => ({
        requestId: running.requestId,
        coldStartMs: running.initMs,
        ...(await collectAnswer(running)),
      }));
      result.catch(() => undefined);
      return untilAborted(result, invocation.signal);
    },
    async invokeWithResponseStream(invocation) {
      const started = start(invocation).then(async (running) => {
        closeIfAborted(running, invocation.signal);
        const body = answerBody(await running.answer);
        return { requestId: running.requestId, coldStartMs: running.initMs, body };
      });
      started.catch(() => undefined);
      return untilAborted(started, invocation.signal);
    },
  };
};
