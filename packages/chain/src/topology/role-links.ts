import { functionsOf } from '@hopwise/template/functions';
import { hopOfFunction } from '@hopwise/template/links';
import type { TemplateResource } from '@hopwise/template/template-model';
import type { ChainLink } from './chain-link.ts';
import { targetsOf } from './gateway-links.ts';
import { type LinkSource, linkFrom } from './link-source.ts';

/** The roles that services assume for agents, gateways and functions. */
export const roleLinks = (source: LinkSource): readonly ChainLink[] => [
  ...source.model.ofType('AWS::Bedrock::Agent').flatMap((agent) =>
    roleLink(
      agent,
      {
        property: 'AgentResourceRoleArn',
        kind: 'agent → role',
        hop: 4,
        source: source.texts.attribute(agent.logicalId, 'AgentArn'),
      },
      source,
    ),
  ),
  ...gatewayRoles(source),
  // Lambda creates no function whose role it cannot assume, so a role outside the template is not in question.
  ...functionsOf(source.model).flatMap(({ logicalId, role }) => {
    const from = role === undefined ? undefined : source.model.find(logicalId);
    if (from === undefined) return [];
    const hop = hopOfFunction(logicalId, source.model);
    return roleLink(from, { property: 'Role', kind: 'function → role', hop }, source);
  }),
];

const gatewayRoles = (source: LinkSource): readonly ChainLink[] => {
  const withTargets = new Set(targetsOf(source).map(({ gateway }) => gateway.logicalId));
  return source.model.ofType('AWS::BedrockAgentCore::Gateway').flatMap((gateway) =>
    roleLink(
      gateway,
      {
        property: 'RoleArn',
        kind: 'gateway → role',
        hop: withTargets.has(gateway.logicalId) ? 7 : 6,
        source: source.texts.attribute(gateway.logicalId, 'GatewayArn'),
      },
      source,
    ),
  );
};

type RoleLink = Pick<ChainLink, 'kind' | 'hop' | 'source'> & { readonly property: string };

const roleLink = (
  from: TemplateResource,
  { property, ...end }: RoleLink,
  source: LinkSource,
): readonly ChainLink[] => {
  const written = from.properties[property];
  if (written === undefined) return [];
  const to = source.texts.of(written);
  const link = linkFrom(from, `${from.logicalId}.${property}`, source);
  return [link({ ...end, to, because: 'it runs with this role', written })];
};
