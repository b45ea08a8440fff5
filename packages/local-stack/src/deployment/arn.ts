import type { Account } from '../account.ts';

/** The ARN of a resource in the account and Region of the stack. */
export const arn = (
  service: string,
  { partition, region, accountId }: Account,
  resource: string,
): string => `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
