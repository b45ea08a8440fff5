import { neededGrants } from '../needs/ineffective-grants.ts';
import { actionMismatches } from '../policy/action-mismatches.ts';
import type { Rule } from './rule.ts';

/** Finds actions on a type of resource that they do not support, such as `bedrock:InvokeAgent` on an agent. */
export const actionResourceMismatch: Rule = async (model) => {
  const needed = await neededGrants(model);
  return (await actionMismatches(model)).map((one) => ({
    code: 'ACTION_RESOURCE_MISMATCH',
    ...one.place,
    hop: needed.get(one) ?? one.place.hop,
    action: one.action,
    resource: one.statement.resources.join(', '),
    takes: one.takes.join(' or '),
  }));
};
