import { LambdaInvokeError } from '../function/lambda-invoker.ts';
import type { Scaling } from './scaling.ts';

export type ConcurrencyLimit = {
  readonly functionName: string;
  /** Limit of concurrent executions. */
  readonly limit: number;
  /** True if the limit is the function's reserved concurrency, and not the limit of this machine. */
  readonly isReserved: boolean;
};

export const concurrencyLimit = (
  functionName: string,
  reservedConcurrency: number | undefined,
  { maxEnvironments }: Scaling,
): ConcurrencyLimit => {
  const isReserved = reservedConcurrency !== undefined && reservedConcurrency <= maxEnvironments;
  return { functionName, limit: isReserved ? reservedConcurrency : maxEnvironments, isReserved };
};

/**
 * Lambda's answer to an invocation over the limit. The cause names the function and its limit. See
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors
 */
export const throttled = (
  { functionName, limit, isReserved }: ConcurrencyLimit,
  detail = '',
): LambdaInvokeError => {
  const limited = isReserved
    ? `${functionName} has a reserved concurrency of ${limit}.`
    : `The local stack runs at most ${limit} execution environments of ${functionName}.`;
  return new LambdaInvokeError('TooManyRequestsException', 'Rate Exceeded.', {
    reason: isReserved
      ? 'ReservedFunctionConcurrentInvocationLimitExceeded'
      : 'ConcurrentInvocationLimitExceeded',
    cause: new Error(`${limited} ${detail}`.trim()),
  });
};
