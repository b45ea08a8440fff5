import type { Account } from '../account.ts';

/** The ARN of a resource in the stack's account and Region. */
export const arn = (
  service: string,
  { partition, region, accountId }: Account,
  resource: string,
): string => `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
