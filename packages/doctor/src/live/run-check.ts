import type { Check } from '@hopwise/contracts/finding';
import type { HopNumber } from '@hopwise/contracts/hops';
import type { StackFact } from '../catalogue/fact.ts';
import {
  failureOf,
  isDenied,
  isMaintenanceMode,
  isUnsigned,
  NotFoundError,
} from './stack/aws-failure.ts';
import { type LiveCheck, NothingToCheckError } from './stack/live-check.ts';
import type { LiveContext } from './stack/live-context.ts';

export type CheckResult = { readonly check: Check; readonly facts: readonly StackFact[] };

/** Runs a check. A check that cannot be completed is skipped, with the reason. */
export const runCheck = async (check: LiveCheck, context: LiveContext): Promise<CheckResult> => {
  try {
    const facts = await check.run(context);
    return resultOf(check, facts);
  } catch (error) {
    const fact = factOfFailure(error, check);
    if (fact) return resultOf(check, [fact]);
    const reason = reasonOf(error, context);
    return { check: { ...nameOf(check), outcome: 'skipped', reason }, facts: [] };
  }
};

const resultOf = (check: LiveCheck, facts: readonly StackFact[]): CheckResult => ({
  check: {
    name: check.name,
    hop: brokenHopOf(check, facts),
    outcome: facts.length === 0 ? 'passed' : 'failed',
  },
  facts,
});

/** A probe can find that a later hop is broken. A whole turn concerns every hop. */
export const brokenHopOf = ({ hop }: LiveCheck, [fact]: readonly StackFact[]): HopNumber | null =>
  hop === null ? null : (fact?.hop ?? hop);

/** The parts of a check that every outcome has. */
export const nameOf = ({ name, hop }: LiveCheck) => ({ name, hop });

/** These errors identify the cause, whichever call failed. */
const factOfFailure = (error: unknown, { name }: LiveCheck): StackFact | undefined => {
  if (error instanceof NotFoundError) {
    return { code: 'RESOURCE_NOT_FOUND', where: error.id, kind: error.kind, id: error.id };
  }
  const failure = failureOf(error);
  const where = name;
  if (isMaintenanceMode(failure)) {
    return { code: 'AGENT_MAINTENANCE_MODE', hop: 3, where, message: failure.message };
  }
  return isUnsigned(failure)
    ? { code: 'OAUTH_TOKEN_TO_AWS_SERVICE', where, awsError: failure.name }
    : undefined;
};

/** Why a check could not be completed, for a person. */
export const reasonOf = (
  error: unknown,
  { stack, timeoutMs }: Pick<LiveContext, 'stack' | 'timeoutMs'>,
): string => {
  if (error instanceof NothingToCheckError) return error.message;
  const failure = failureOf(error);
  if (isDenied(failure)) {
    return `${stack.principalArn} is not allowed to read this: ${failure.message}`;
  }
  return /Timeout|Abort/.test(failure.name)
    ? `no answer within ${timeoutMs} ms`
    : `the check did not complete: ${failure.name}: ${failure.message}`;
};
