import { actionMismatches } from '../policy/action-mismatches.ts';
import type { Rule } from './rule.ts';

/** Finds actions on a type of resource that they do not support, such as `bedrock:InvokeAgent` on an agent. */
export const actionResourceMismatch: Rule = async (model) =>
  (await actionMismatches(model)).map(({ statement, action, place, takes }) => ({
    code: 'ACTION_RESOURCE_MISMATCH',
    ...place,
    action,
    resource: statement.resources.join(', '),
    takes: takes.join(' or '),
  }));
