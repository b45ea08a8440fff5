import { AuthError } from '@hopwise/auth/errors';
import { hopCodeOf } from './hop-code.ts';
import { failedAtGateway, failedInAuth, type Outcome, refusedBeforeSending } from './outcome.ts';

/** The error with which Middy ends a handler shortly before Lambda's timeout. */
const isEarlyTimeout = (error: unknown): boolean =>
  error instanceof Error && error.name === 'TimeoutError';

/** The outcome for an error that is thrown after the event was read. */
export const outcomeOfError = (error: unknown): Outcome => {
  if (error instanceof AuthError) return failedInAuth(hopCodeOf(error));
  return isEarlyTimeout(error)
    ? failedAtGateway('GATEWAY_TIMEOUT', { cacheHit: undefined })
    : refusedBeforeSending('INTERNAL_ERROR');
};
