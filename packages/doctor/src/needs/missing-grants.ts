import { chainOf } from '@hopwise/chain/chain';
import type { LinkKind } from '@hopwise/chain/chain-link';
import { decideNeeds } from '@hopwise/chain/decide-needs';
import { forPeople } from '@hopwise/chain/stand-ins';
import type { HopNumber } from '@hopwise/contracts/hops';
import type { TemplateModel } from '@hopwise/template/template-model';
import { isWrittenWrong } from './ineffective-grants.ts';

/** Actions that a role lacks on resources, for one reason. */
export type MissingGrant = {
  readonly kind: LinkKind;
  readonly hop: HopNumber | null;
  /** The resource that makes the call. */
  readonly caller: string;
  /** The called resource of the template, or its ARN. */
  readonly called: string;
  readonly role: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly because: string;
};

/** The grants that roles lack for links of these kinds. Callers that share a role and a resource are one cause. */
export const missingGrants = async (
  model: TemplateModel,
  kinds: readonly LinkKind[],
): Promise<readonly MissingGrant[]> => {
  const isWritten = await isWrittenWrong(model);
  const found = new Map<string, MissingGrant>();
  for (const { link, action, resource, decision } of decideNeeds(chainOf(model))) {
    if (decision.outcome !== 'broken' || !kinds.includes(link.kind)) continue;
    if (isWritten(decision.lacking, action)) continue;
    const resources = resource.split(' and ').map(forPeople);
    const key = `${decision.lacking} ${causeOf[link.kind] ?? resource}`;
    const before = found.get(key);
    found.set(key, {
      kind: link.kind,
      hop: link.hop,
      caller: link.from.logicalId,
      called: link.toId ?? forPeople(link.to),
      role: decision.lacking,
      because: link.because,
      actions: [...new Set([...(before?.actions ?? []), action])],
      resources: [...new Set([...(before?.resources ?? []), ...resources])],
    });
  }
  return [...found.values()];
};

/** Kinds whose grants a role lacks together, because one feature needs them all. */
const causeOf: { readonly [Kind in LinkKind]?: string } = {
  'gateway → policy engine': 'policy engine',
  'gateway → policies': 'policy engine',
  'gateway → workload identity': 'credential provider',
  'gateway → OAuth provider': 'credential provider',
  'gateway → API key provider': 'credential provider',
};
