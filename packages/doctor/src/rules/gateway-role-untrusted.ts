import { untrustedRoles } from '../needs/untrusted-roles.ts';
import type { Rule } from './rule.ts';

/** Finds roles that AgentCore cannot assume for their gateways. */
export const gatewayRoleUntrusted: Rule = (model) =>
  untrustedRoles(model, 'gateway → role').map((one) => ({
    code: 'GATEWAY_ROLE_UNTRUSTED',
    ...one,
  }));
