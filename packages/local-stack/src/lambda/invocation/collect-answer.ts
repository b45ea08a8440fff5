import type { RunningInvocation } from '../environment/execution-environment.ts';
import { FunctionFailedError, responseTooLarge } from '../function/function-failed-error.ts';
import type { InvocationResult } from '../function/lambda-invoker.ts';
import { maxResponseBytes } from '../runtime/runtime-api.ts';

const collectStream = async (body: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxResponseBytes) throw responseTooLarge(size, maxResponseBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
};

/**
 * Collects the whole response for the buffered Invoke API. Resolves after the invocation has ended, so that
 * the next invocation finds the environment idle.
 */
export const collectAnswer = async (
  running: RunningInvocation,
): Promise<Omit<InvocationResult, 'requestId'>> => {
  const answer = await running.answer;
  try {
    if (answer.kind === 'failed') throw answer.error;
    const payload = answer.kind === 'buffered' ? answer.payload : await collectStream(answer.body);
    return { payload, functionError: undefined };
  } catch (error) {
    if (!(error instanceof FunctionFailedError)) throw error;
    return { payload: error.payload, functionError: 'Unhandled' };
  } finally {
    await running.ended;
  }
};
