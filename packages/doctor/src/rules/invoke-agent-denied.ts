import { missingGrants } from '../needs/missing-grants.ts';
import type { Rule } from './rule.ts';

/** Finds functions that know an agent's alias, and whose role does not allow to invoke it. */
export const invokeAgentDenied: Rule = async (model) =>
  (await missingGrants(model, ['function → agent'])).map(({ role, resources }) => ({
    code: 'INVOKE_AGENT_DENIED',
    logicalId: role,
    where: role,
    hop: 3,
    role,
    alias: resources[0] ?? '',
  }));
