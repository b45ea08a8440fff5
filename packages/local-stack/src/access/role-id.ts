import { physicalId } from '../deployment/physical-id.ts';

/** A role's unique id in the form of IAM ids, derived from its ARN. */
export const roleIdOf = (roleArn: string): string =>
  `AROA${physicalId(roleArn, 'upperAlphanumeric', 17)}`;
