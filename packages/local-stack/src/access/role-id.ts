import { physicalId } from '../deployment/physical-id.ts';

/** A role's unique id in IAM's form, always the same for a role. */
export const roleIdOf = (roleArn: string): string =>
  `AROA${physicalId(roleArn, 'upperAlphanumeric', 17)}`;
