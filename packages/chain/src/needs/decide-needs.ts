import { modelOfProfile } from '@hopwise/iam/profile-regions';
import { oncePerObject } from '@hopwise/template/once-per-object';
import { forPeople, unknownStandIn } from '../texts/stand-ins.ts';
import type { Chain } from '../topology/chain.ts';
import type { ChainLink } from '../topology/chain-link.ts';
import { decideRoleNeed, decideServiceNeed, isGrantedToService } from './decide-need.ts';
import { decideTrustNeed } from './decide-trust.ts';
import type { DecidedNeed, NeedDecision } from './need.ts';
import { type NeedRow, needRows } from './need-rows.ts';
import { dependsOnRegion } from './what-to-supply.ts';

/** Decides every permission that the chain needs. */
export const decideNeeds = oncePerObject((chain: Chain): readonly DecidedNeed[] =>
  chain.links.flatMap((link) => decideLink(link, chain)),
);

/** Decides the permissions that some callers need, by their logical ids. */
export const decideNeedsOf = (chain: Chain, callers: ReadonlySet<string>): readonly DecidedNeed[] =>
  chain.links
    .filter(({ from }) => callers.has(from.logicalId))
    .flatMap((link) => decideLink(link, chain));

const decideLink = (link: ChainLink, chain: Chain): readonly DecidedNeed[] =>
  needRows
    .filter(({ kind }) => kind === link.kind)
    .flatMap((row) => row.actions.map((action) => decideOne({ link, row, action, chain })));

type One = {
  readonly link: ChainLink;
  readonly row: NeedRow;
  readonly action: string;
  readonly chain: Chain;
};

const decideOne = (one: One): DecidedNeed => {
  const { link, row, action } = one;
  if (row.everyRegion) return decideEveryRegion(one);
  return {
    link,
    row,
    action,
    resource: link.to,
    decision: withWidened(decideOn(link.to, one), one),
  };
};

/** Pages of AWS disagree about grants on the container of a resource, so such a grant leaves the need open. */
const withWidened = (decision: NeedDecision, one: One): NeedDecision => {
  const { container } = one.row;
  const wider = container?.(one.link.to);
  if (decision.outcome !== 'broken' || wider === undefined) return decision;
  return decideOn(wider, one).outcome === 'broken'
    ? decision
    : {
        outcome: 'undecidable',
        reason: `AWS's documentation does not say whether a grant on ${forPeople(wider)} is enough; add ${forPeople(one.link.to)}`,
      };
};

const decideOn = (
  resource: string,
  { link, row, action, chain }: One,
  stackRegion?: string,
): NeedDecision => {
  if ('trusted' in row.principal) return decideTrustNeed(link, row.principal.trusted, chain);
  const need = {
    link,
    action,
    resource,
    ...(stackRegion === undefined ? {} : { stackRegion }),
    ...(row.context && { context: locatedValues(row.context, chain) }),
  };
  if ('service' in row.principal) return decideServiceNeed(need, row.principal.service, chain);
  return row.orService !== undefined && isGrantedToService(need, row.orService, chain)
    ? { outcome: 'ok' }
    : decideRoleNeed(need, row.principal.roleProperty, chain);
};

const locatedValues = (context: Readonly<Record<string, string>>, { texts }: Chain) =>
  Object.fromEntries(Object.entries(context).map(([key, value]) => [key, texts.located(value)]));

type InRegion = { readonly region: string; readonly decision: NeedDecision };

/**
 * A profile sends requests to several Regions, and the stack is in at most one of them. So a grant for the Region of the
 * stack covers one of them, but never two. The need is decided for each Region that the stack can be in.
 */
const decideEveryRegion = (one: One): DecidedNeed => {
  const { link, row, action } = one;
  const { modelId, regions } = modelOfProfile(link.to);
  const modelIn = (region: string) =>
    one.chain.texts.located(`arn:aws:bedrock:${region}::foundation-model/${modelId}`);
  const needed = regions ?? [unknownStandIn('?Region')];
  const decisions = needed.map((stackRegion): readonly InRegion[] =>
    needed.map((region) => ({ region, decision: decideOn(modelIn(region), one, stackRegion) })),
  );
  const open = decisions.flat().filter(({ decision }) => decision.outcome !== 'ok');
  const missing = needed.filter((region) => open.some((other) => other.region === region));
  return {
    link,
    row,
    action,
    resource: (missing.length > 0 ? missing : needed).map(modelIn).join(' and '),
    decision: together(decisions),
  };
};

/** Broken if it is broken in whatever Region the stack is. */
const together = (decisions: readonly (readonly InRegion[])[]): NeedDecision => {
  const find = (among: readonly InRegion[], outcome: NeedDecision['outcome']) =>
    among.find(({ decision }) => decision.outcome === outcome)?.decision;
  const [broken] = decisions.map((among) => find(among, 'broken'));
  if (broken && decisions.every((among) => find(among, 'broken'))) return broken;
  const unsure = find(decisions.flat(), 'undecidable');
  if (unsure) return unsure;
  return decisions.some((among) => find(among, 'broken'))
    ? { outcome: 'undecidable', reason: dependsOnRegion }
    : { outcome: 'ok' };
};
