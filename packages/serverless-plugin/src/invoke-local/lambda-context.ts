import { randomUUID } from 'node:crypto';

/**
 * Adds the request id, the function's name and the remaining time to the context of a local invocation.
 * `invoke local` passes a context file to the handler without these.
 */
export const lambdaContext = (
  functionName: string,
  timeoutMs: number,
  given: Record<string, unknown>,
): Record<string, unknown> => {
  const startedAt = performance.now();
  return {
    awsRequestId: randomUUID(),
    functionName,
    functionVersion: '$LATEST',
    getRemainingTimeInMillis: () => Math.max(0, timeoutMs - (performance.now() - startedAt)),
    ...given,
  };
};
