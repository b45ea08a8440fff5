import { AuthError } from '@hopwise/auth/errors';
import { brokenAtGateway, brokenByAuth, type Outcome, refusedBeforeSending } from './outcome.ts';

/** The error with which Middy ends a handler shortly before Lambda's timeout. */
const isEarlyTimeout = (error: unknown): boolean =>
  error instanceof Error && error.name === 'TimeoutError';

/** The outcome for an error that is thrown after the event was read. */
export const outcomeOfError = (error: unknown): Outcome => {
  if (error instanceof AuthError) return brokenByAuth(error.code);
  return isEarlyTimeout(error)
    ? brokenAtGateway('GATEWAY_TIMEOUT', { cacheHit: undefined })
    : refusedBeforeSending('INTERNAL_ERROR');
};
