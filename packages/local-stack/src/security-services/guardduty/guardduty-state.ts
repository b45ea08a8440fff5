import type { Account } from '../../account.ts';
import { AwsError } from '../../aws-endpoint/aws-error.ts';
import type { SeededDetector } from '../../seed/seeded-account.ts';

/** The state of GuardDuty. */
export type GuardDutyState = {
  readonly account: Account;
  readonly detectors: readonly SeededDetector[];
};

export const invalidGuardDutyInput = (message: string): AwsError =>
  new AwsError('BadRequestException', `The request is rejected because ${message}`, {
    members: { __type: 'InvalidInputException' },
  });

export const detectorOf = (
  { detectors }: GuardDutyState,
  detectorId: string | undefined,
): SeededDetector => {
  const detector = detectors.find(({ id }) => id === detectorId);
  if (detector) return detector;
  throw invalidGuardDutyInput('the input detectorId is not owned by the current account.');
};
