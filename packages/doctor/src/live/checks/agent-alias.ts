import type { LiveStack } from '../stack/live-stack.ts';

/** CloudFormation's physical id of an alias contains both ids: `AGENTID|ALIASID`. */
export const agentAlias = (stack: LiveStack) => {
  const [agentId = '', agentAliasId = ''] = stack.idOf('SecurityAgentAlias').split('|');
  const aliasArn = stack.arn('bedrock', `agent-alias/${agentId}/${agentAliasId}`);
  return { agentId, agentAliasId, aliasArn };
};
