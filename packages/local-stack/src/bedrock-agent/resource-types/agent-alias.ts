import * as z from 'zod/mini';
import { arn } from '../../deployment/arn.ts';
import { physicalId } from '../../deployment/physical-id.ts';
import { refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-bedrock-agentalias.html */
export const agentAlias = resourceType('AWS::Bedrock::AgentAlias', {
  properties: {
    AgentId: z.string(),
    AgentAliasName: z.string(),
    RoutingConfiguration: refused('versions of agents; an alias has the deployed version'),
  },
  update: 'in place',
  identify({ AgentId }, { logicalId, account }) {
    const aliasId = physicalId(logicalId, 'upperAlphanumeric', 10);
    const agentId = String(AgentId);
    return {
      ref: `${agentId}|${aliasId}`,
      attributes: {
        AgentAliasId: aliasId,
        AgentAliasArn: arn('bedrock', account, `agent-alias/${agentId}/${aliasId}`),
      },
    };
  },
});
