import type { LiveStack } from '../stack/live-stack.ts';

/** CloudFormation names an alias by both ids: `AGENTID|ALIASID`. */
export const agentAlias = (stack: LiveStack) => {
  const [agentId = '', agentAliasId = ''] = stack.idOf('SecurityAgentAlias').split('|');
  const aliasArn = stack.arn('bedrock', `agent-alias/${agentId}/${agentAliasId}`);
  return { agentId, agentAliasId, aliasArn };
};
