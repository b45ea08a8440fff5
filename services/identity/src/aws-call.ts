import { RotationError } from './errors.ts';

/**
 * Waits for a call of an AWS API. Of its error only the name is kept: AWS's validation messages quote the
 * value that they refuse. Throws `AWS_CALL_FAILED`.
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

/** The answer, or `undefined` where AWS says that there is no such thing. */
export const ifFound = async <Output>(call: Promise<Output>): Promise<Output | undefined> => {
  try {
    return await call;
  } catch (error) {
    const notFound =
      error instanceof RotationError && error.awsError === 'ResourceNotFoundException';
    if (notFound) return undefined;
    throw error;
  }
};
