import { chainOf } from '@hopwise/chain/chain';
import type { LinkKind } from '@hopwise/chain/chain-link';
import { decideNeeds } from '@hopwise/chain/decide-needs';
import type { HopNumber } from '@hopwise/contracts/hops';
import type { TemplateModel } from '@hopwise/template/template-model';

/** A role whose trust policy does not allow the service that runs its resource. */
export type UntrustedRole = {
  readonly logicalId: string;
  readonly where: string;
  readonly hop: HopNumber | null;
  readonly role: string;
  /** Why the trust policy does not match. */
  readonly by: string;
};

/** The roles of these links that their service cannot assume. Each role is found once. */
export const untrustedRoles = (model: TemplateModel, kind: LinkKind): readonly UntrustedRole[] => {
  const found = new Map<string, UntrustedRole>();
  for (const { link, decision } of decideNeeds(chainOf(model))) {
    if (link.kind !== kind || decision.outcome !== 'broken') continue;
    const { lacking, by } = decision;
    const where = `${lacking}.AssumeRolePolicyDocument`;
    const before = found.get(lacking);
    const hop = link.hop ?? before?.hop ?? null;
    found.set(lacking, { logicalId: lacking, where, hop, role: lacking, by });
  }
  return [...found.values()];
};
