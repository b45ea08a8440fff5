import { RotationError } from './errors.ts';

/**
 * Waits for a call of an AWS API. Throws `AWS_CALL_FAILED` with only the name of the AWS error, because AWS
 * validation messages quote the refused value.
 */
export const awsCall = async <Output>(
  operation: string,
  call: Promise<Output>,
): Promise<Output> => {
  try {
    return await call;
  } catch (error) {
    const awsError = error instanceof Error ? error.name : 'unknown error';
    throw new RotationError('AWS_CALL_FAILED', `${operation} failed: ${awsError}.`, { awsError });
  }
};

/** Resolves to `undefined` if AWS reports `ResourceNotFoundException`. */
export const ifFound = async <Output>(call: Promise<Output>): Promise<Output | undefined> => {
  try {
    return await call;
  } catch (error) {
    const isNotFound =
      error instanceof RotationError && error.awsError === 'ResourceNotFoundException';
    if (isNotFound) return undefined;
    throw error;
  }
};
