import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub';
import type { Clock } from '@hopwise/auth/clock';
import type { Account } from '../../account.ts';
import { AwsError } from '../../aws-endpoint/aws-error.ts';

/** The state of Security Hub. */
export type SecurityHubState = {
  readonly account: Account;
  readonly clock: Clock;
  readonly subscribedAt: string;
  readonly enabled: boolean;
  readonly findings: readonly AwsSecurityFinding[];
};

export const securityHubError = (code: string, message: string, status: number): AwsError =>
  new AwsError(code, message, { status, members: { Code: code } });

export const invalidSecurityHubInput = (message: string): AwsError =>
  securityHubError('InvalidInputException', message, 400);

/** Security Hub answers 401 to every call while the account has not enabled it. */
export const requireSubscription = ({ enabled, account }: SecurityHubState): void => {
  if (enabled) return;
  throw securityHubError(
    'InvalidAccessException',
    `Account ${account.accountId} is not subscribed to AWS Security Hub`,
    401,
  );
};

export const hubArnOf = ({ partition, region, accountId }: Account): string =>
  `arn:${partition}:securityhub:${region}:${accountId}:hub/default`;
