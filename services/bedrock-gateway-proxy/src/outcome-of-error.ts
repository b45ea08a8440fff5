import { AuthError } from '@hopwise/auth/errors';
import { brokenAtGateway, brokenByAuth, type Outcome, refusedBeforeSending } from './outcome.ts';

/** The error with which Middy ends a handler just before Lambda would. */
const isEarlyTimeout = (error: unknown): boolean =>
  error instanceof Error && error.name === 'TimeoutError';

/** What the agent gets for an error that was thrown once the event had been read. */
export const outcomeOfError = (error: unknown): Outcome => {
  if (error instanceof AuthError) return brokenByAuth(error.code);
  return isEarlyTimeout(error)
    ? brokenAtGateway('GATEWAY_TIMEOUT', { cacheHit: undefined })
    : refusedBeforeSending('INTERNAL_ERROR');
};
