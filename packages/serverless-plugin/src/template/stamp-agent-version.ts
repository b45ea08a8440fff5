import { createHash } from 'node:crypto';
import { logicalIdsOfType, type Resource, type Template } from './template.ts';

/**
 * Writes the hash of each agent's definition into the description of its aliases. An alias changes to a new
 * version of its agent only when the alias itself changes. Without this, a changed agent never goes live.
 * See https://docs.aws.amazon.com/bedrock/latest/userguide/agents-alias-manage.html
 */
export const stampAgentVersion = (template: Template): void => {
  for (const aliasId of logicalIdsOfType(template, 'AWS::Bedrock::AgentAlias')) {
    const alias = template.Resources[aliasId];
    const agent = template.Resources[agentOfAlias(alias) ?? ''];
    if (!alias?.Properties || !agent) continue;
    alias.Properties.Description = `definition ${hashOf(agent.Properties)}`;
  }
};

const agentOfAlias = (alias: Resource | undefined): string | undefined => {
  const agentId = alias?.Properties?.AgentId;
  if (typeof agentId !== 'object' || agentId === null) return undefined;
  if ('Ref' in agentId && typeof agentId.Ref === 'string') return agentId.Ref;
  const attribute: unknown = 'Fn::GetAtt' in agentId ? agentId['Fn::GetAtt'] : undefined;
  if (typeof attribute === 'string') return attribute.split('.')[0];
  return Array.isArray(attribute) ? String(attribute[0]) : undefined;
};

const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value, withSortedKeys)).digest('hex').slice(0, 16);

const withSortedKeys = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
