import { randomUUID } from 'node:crypto';

/**
 * The context of a local invocation, completed: `invoke local` passes a context file on as it is, and a
 * handler would then miss its request id and remaining time.
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
