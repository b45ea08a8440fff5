import { missingGrants } from '../needs/missing-grants.ts';
import type { Rule } from './rule.ts';

/** Finds callers of a gateway that know a secret, and whose role does not allow to read it. */
export const secretAccessDenied: Rule = async (model) =>
  (await missingGrants(model, ['function → secret']))
    .filter(({ hop }) => hop === 6)
    .map(({ role, called }) => ({
      code: 'SECRET_ACCESS_DENIED',
      logicalId: role,
      where: role,
      hop: 6,
      role,
      secret: called,
    }));
