import { AwsConnectionError, type AwsServiceError } from './aws-service-error.ts';

/** https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html */
const throttling = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);

const transientStatuses = new Set([429, 500, 502, 503, 504]);
const maxDelayMs = 20_000;

/** How long to wait before the next try, in milliseconds. Undefined: another try would fail the same way. */
export const retryDelayMs = (
  error: AwsServiceError | AwsConnectionError,
  random: () => number,
): number | undefined => {
  const { attempts, httpStatusCode } = error.$metadata;
  const isThrottled = throttling.has(error.name) || httpStatusCode === 429;
  const isTransient =
    error instanceof AwsConnectionError || transientStatuses.has(httpStatusCode ?? 0);
  if (!isThrottled && !isTransient) return undefined;
  const baseMs = isThrottled ? 500 : 100;
  return random() * Math.min(baseMs * 2 ** (attempts - 1), maxDelayMs);
};
