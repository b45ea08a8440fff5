import { listedNames } from '@hopwise/template/listed-names';
import { missingGrants } from '../needs/missing-grants.ts';
import type { Rule } from './rule.ts';

/** Finds roles that lack a grant that the chain needs, and for which no other code exists. */
export const grantMissing: Rule = async (model) =>
  [
    ...(await missingGrants(model, [
      'agent → schema',
      'agent → knowledge base',
      'agent → guardrail',
      'agent → collaborator',
      'agent → key',
      'function → key of secret',
      'function → gateway with IAM',
      'gateway → interceptor',
      'gateway → policy engine',
      'gateway → policies',
      'gateway → runtime',
      'gateway → API',
      'gateway → workload identity',
      'gateway → OAuth provider',
      'gateway → API key provider',
    ])),
    ...(await missingGrants(model, ['function → secret'])).filter(({ hop }) => hop === null),
  ].map(({ hop, role, actions, resources, caller, because }) => ({
    code: 'GRANT_MISSING',
    logicalId: role,
    where: role,
    hop,
    role,
    caller,
    because,
    actions: listedNames(actions, Number.POSITIVE_INFINITY),
    resources: listedNames(resources, Number.POSITIVE_INFINITY),
  }));
