import type { EndSpan, SpanRecord } from '../../decisions/span-record.ts';
import { FunctionFailedError } from '../function/function-failed-error.ts';
import type { Invocation, LambdaInvoker } from '../function/lambda-invoker.ts';

/** Records the wall time of each invocation under its hop and turn. */
export const timedInvoker = (
  invoker: LambdaInvoker,
  spans: Pick<SpanRecord, 'startSpan'>,
): LambdaInvoker => {
  const start = ({ functionArn, hop, turn }: Invocation): EndSpan =>
    spans.startSpan({
      hop,
      turn,
      operation: `Invoke ${functionArn.split(':').slice(6).join(':')}`,
    });
  return {
    async invoke(invocation) {
      const end = start(invocation);
      try {
        const result = await invoker.invoke(invocation);
        const { functionError, coldStartMs, payload } = result;
        const text = functionError && Buffer.from(payload).toString('utf8');
        const outcome = text?.includes(timeoutText) ? 'timed-out' : 'failed';
        end(functionError ? outcome : 'answered', coldStart(coldStartMs));
        return result;
      } catch (error) {
        end(outcomeOf(error));
        throw error;
      }
    },
    async invokeWithResponseStream(invocation) {
      const end = start(invocation);
      try {
        const stream = await invoker.invokeWithResponseStream(invocation);
        return { ...stream, body: timedBody(stream.body, end, coldStart(stream.coldStartMs)) };
      } catch (error) {
        end(outcomeOf(error));
        throw error;
      }
    },
  };
};

/** Lambda's error type of an invocation that took longer than the function's timeout. */
const timeoutType = 'Sandbox.Timedout';
/** Lambda's error object of such an invocation has only a message. */
const timeoutText = 'Task timed out after';

const coldStart = (coldStartMs: number | undefined) =>
  coldStartMs === undefined ? {} : { coldStartMs };

const outcomeOf = (error: unknown) => {
  if (error instanceof FunctionFailedError && error.errorType === timeoutType) return 'timed-out';
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'timed-out';
  return error instanceof DOMException && error.name === 'AbortError' ? 'abandoned' : 'failed';
};

async function* timedBody(
  body: AsyncIterable<Uint8Array>,
  end: EndSpan,
  times: ReturnType<typeof coldStart>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
    end('answered', times);
  } catch (error) {
    end(outcomeOf(error), times);
    throw error;
  } finally {
    // The reader left before the end.
    end('abandoned', times);
  }
}
