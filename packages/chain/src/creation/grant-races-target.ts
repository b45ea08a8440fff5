import { decideRoleNeed } from '../needs/decide-need.ts';
import { decideNeeds } from '../needs/decide-needs.ts';
import { attachedTo, roleAt } from '../policies/role-policies.ts';
import { targetsOf } from '../topology/gateway-links.ts';
import type { CreationRule } from './creation-rule.ts';
import { dependsOn } from './dependencies.ts';

/**
 * Finds targets whose grant is in a separate policy on which the target does not depend. AWS invokes the function once when
 * it creates the target, so the policy must exist before.
 * https://github.com/aws/aws-cdk/issues/36826
 */
export const grantRacesTarget: CreationRule<{
  readonly target: string;
  readonly policy: string;
}> = (chain) =>
  decideNeeds(chain).flatMap(({ link, action, resource, decision }) => {
    if (link.kind !== 'gateway → function' || decision.outcome !== 'ok') return [];
    const target = targetsOf(chain).find((one) =>
      link.where.startsWith(`${one.target.logicalId}.`),
    )?.target;
    if (target === undefined) return [];
    const role = roleAt(chain.texts.of(link.from.properties.RoleArn), chain);
    const late = (role ? attachedTo(role, chain) : [])
      .map(({ logicalId }) => logicalId)
      .filter((policy) => !dependsOn(target.logicalId, policy, chain.model));
    const withoutLate = decideRoleNeed({ link, action, resource, without: late }, 'RoleArn', chain);
    if (late.length === 0 || withoutLate.outcome !== 'broken') return [];
    const { logicalId } = target;
    return [
      {
        logicalId,
        where: logicalId,
        hop: 7,
        target: logicalId,
        policy: late.join(' and '),
      } as const,
    ];
  });
