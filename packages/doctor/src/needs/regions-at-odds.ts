import { type Chain, chainInRegion, chainOf } from '@hopwise/chain/chain';
import { decideNeeds, decideNeedsOf } from '@hopwise/chain/decide-needs';
import type { DecidedNeed } from '@hopwise/chain/need';
import { forPeople } from '@hopwise/chain/stand-ins';
import type { HopNumber } from '@hopwise/contracts/hops';
import type { TemplateModel } from '@hopwise/template/template-model';
import { writtenRegions } from './written-regions.ts';

/** A resource that lacks something in every Region in which its stack can be. */
export type RegionsAtOdds = {
  readonly caller: string;
  readonly hop: HopNumber | null;
  /** The role or the resource that lacks something in the first written Region. */
  readonly owner: string;
  readonly lacks: readonly { readonly region: string; readonly text: string }[];
};

/** Deciding in a Region repeats all decisions of a template. */
const maxRegions = 4;

/** Regions of the large partitions. One that the template does not write stands for all others. */
const otherRegions = ['us-east-1', 'us-west-2', 'eu-west-1', 'ap-northeast-1', 'eu-central-1'];

/** The resources whose needs agree on no Region, although each need is possible in some Region. */
export const regionsAtOdds = (model: TemplateModel): readonly RegionsAtOdds[] => {
  const written = writtenRegions(model);
  if (model.region !== undefined || written.length < 2 || written.length > maxRegions) return [];
  const chain = chainOf(model);
  const needs = decideNeeds(chain);
  const broken = callersOf(needs, 'broken');
  const callers = [...callersOf(needs, 'undecidable')].filter((one) => !broken.has(one));
  const elsewhere = otherRegions.filter((one) => !written.includes(one)).slice(0, 1);
  const { brokenEverywhere, inRegions } = decideIn([...written, ...elsewhere], callers, chain);
  const inWritten = inRegions.filter(({ region }) => written.includes(region));
  return brokenEverywhere.flatMap((caller) => atOdds(caller, inWritten));
};

type InRegion = { readonly region: string; readonly broken: readonly DecidedNeed[] };

/** Decides the needs of the callers that are broken in every Region so far. Usually none are left after the first Region. */
const decideIn = (regions: readonly string[], callers: readonly string[], chain: Chain) => {
  let left = callers;
  const inRegions: InRegion[] = [];
  for (const region of regions) {
    if (left.length === 0) break;
    const names = new Set(left);
    const broken = decideNeedsOf(chainInRegion(chain, region), names).filter(
      ({ decision }) => decision.outcome === 'broken',
    );
    inRegions.push({ region, broken });
    left = left.filter((caller) => firstOf(caller, broken) !== undefined);
  }
  return { brokenEverywhere: left, inRegions };
};

const callersOf = (
  needs: readonly DecidedNeed[],
  outcome: DecidedNeed['decision']['outcome'],
): ReadonlySet<string> =>
  new Set(
    needs
      .filter(({ decision }) => decision.outcome === outcome)
      .map(({ link }) => link.from.logicalId),
  );

const firstOf = (caller: string, needs: readonly DecidedNeed[]): DecidedNeed | undefined =>
  needs.find(({ link }) => link.from.logicalId === caller);

const atOdds = (caller: string, inWritten: readonly InRegion[]): readonly RegionsAtOdds[] => {
  const lacks = inWritten.flatMap(({ region, broken }) => {
    const need = firstOf(caller, broken);
    if (need?.decision.outcome !== 'broken') return [];
    const { link, decision } = need;
    const text = textOf(need, decision.lacking);
    return [{ region, text, owner: decision.lacking, hop: link.hop }];
  });
  const [first] = lacks;
  return first === undefined ? [] : [{ caller, hop: first.hop, owner: first.owner, lacks }];
};

const textOf = ({ row, action, resource }: DecidedNeed, lacking: string): string => {
  const { principal } = row;
  if ('trusted' in principal) {
    return `the trust policy of ${lacking} does not allow ${principal.trusted}`;
  }
  return 'service' in principal
    ? `no permission of ${lacking} allows ${principal.service}`
    : `${lacking} does not allow ${action} on ${forPeople(resource)}`;
};
