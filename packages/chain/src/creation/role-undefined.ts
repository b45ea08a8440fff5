import type { HopNumber } from '@hopwise/contracts/hops';
import { functionsOf } from '@hopwise/template/functions';
import { hopOfFunction } from '@hopwise/template/links';
import { roleAt } from '../policies/role-policies.ts';
import { hasStandIn } from '../texts/stand-ins.ts';
import type { Chain } from '../topology/chain.ts';
import type { CreationRule } from './creation-rule.ts';

const ownRole = /^arn:[^:]*:iam::[^:]*:role\/(?:.*\/)?([^/]+)$/;

/**
 * Finds roles that a resource names, and that the template does not create although it creates roles with names. Another
 * stack can create them, so they are only candidates for a misspelled name.
 */
export const roleUndefined: CreationRule<{
  readonly name: string;
  readonly caller: string;
  /** The names of the roles of the template. */
  readonly known: readonly string[];
}> = (chain) => {
  const known = chain.model
    .ofType('AWS::IAM::Role')
    .flatMap(({ properties }) =>
      properties.RoleName === undefined ? [] : [chain.texts.of(properties.RoleName)],
    );
  if (known.length === 0) return [];
  return usesOf(chain).flatMap(({ logicalId, property, hop }) => {
    const text = chain.texts.of(chain.model.find(logicalId)?.properties[property]);
    const [, name] = ownRole.exec(text) ?? [];
    if (name === undefined || hasStandIn(name) || roleAt(text, chain)) return [];
    return [{ logicalId, where: `${logicalId}.${property}`, hop, name, caller: logicalId, known }];
  });
};

type Use = {
  readonly logicalId: string;
  readonly property: string;
  readonly hop: HopNumber | null;
};

const usesOf = ({ model }: Chain): readonly Use[] => [
  ...functionsOf(model).map(({ logicalId }) => ({
    logicalId,
    property: 'Role',
    hop: hopOfFunction(logicalId, model),
  })),
  ...model
    .ofType('AWS::Bedrock::Agent')
    .map(({ logicalId }) => ({ logicalId, property: 'AgentResourceRoleArn', hop: 4 as const })),
  ...model
    .ofType('AWS::BedrockAgentCore::Gateway')
    .map(({ logicalId }) => ({ logicalId, property: 'RoleArn', hop: 7 as const })),
];
