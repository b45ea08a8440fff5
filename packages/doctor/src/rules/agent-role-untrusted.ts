import { untrustedRoles } from '../needs/untrusted-roles.ts';
import { aliasArnForAgent } from './alias-arn-for-agent.ts';
import type { Rule } from './rule.ts';

/** Finds roles that Bedrock cannot assume for their agents. The ARN of an alias as the source has a separate code. */
export const agentRoleUntrusted: Rule = async (model) => {
  const wrongSources = new Set((await aliasArnForAgent(model)).map(({ logicalId }) => logicalId));
  return untrustedRoles(model, 'agent → role')
    .filter(({ role }) => !wrongSources.has(role))
    .map((one) => ({ code: 'AGENT_ROLE_UNTRUSTED', ...one }));
};
