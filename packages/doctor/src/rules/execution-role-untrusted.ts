import { untrustedRoles } from '../needs/untrusted-roles.ts';
import type { Rule } from './rule.ts';

/** Finds execution roles that Lambda cannot assume. */
export const executionRoleUntrusted: Rule = (model) =>
  untrustedRoles(model, 'function → role').map((one) => ({
    code: 'EXECUTION_ROLE_UNTRUSTED',
    ...one,
    service: 'lambda.amazonaws.com',
  }));
