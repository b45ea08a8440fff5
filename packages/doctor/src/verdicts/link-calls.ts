import type { Chain } from '@hopwise/chain/chain';
import type { ChainLink } from '@hopwise/chain/chain-link';
import { decideNeeds } from '@hopwise/chain/decide-needs';
import type { DecidedNeed } from '@hopwise/chain/need';
import { forPeople } from '@hopwise/chain/stand-ins';
import type { HopCall } from './hop-call.ts';

/** The links of a chain as calls. Their reasons are the needs that are not decidable, or whose finding is suppressed. */
export const linkCalls = (chain: Chain): readonly HopCall[] => {
  const needs = Map.groupBy(decideNeeds(chain), ({ link }) => link);
  return chain.links.flatMap((link) =>
    link.hop === null
      ? []
      : [{ hop: link.hop, call: callOf(link), reasons: (needs.get(link) ?? []).flatMap(reasonOf) }],
  );
};

/** A role is a part of its resource, and no call. */
const callOf = ({ kind, from, to, toId }: ChainLink): string => {
  const caller = from.source?.where ?? from.logicalId;
  return kind.endsWith('→ role') ? caller : `${caller} → ${toId ?? nameIn(forPeople(to))}`;
};

/** The name in an ARN. The name of an object in S3 begins with its bucket. */
const nameIn = (arn: string): string =>
  /^arn:[^:]*:s3:::(.+)$/.exec(arn)?.[1] ??
  /^arn:(?:[^:]*:){2}(?:\$\{AWS::Region\}|[^:]*):(?:\$\{AWS::AccountId\}|[^:]*):(?:[a-z-]+[/:])?(.+)$/.exec(
    arn,
  )?.[1] ??
  arn;

/** An error of the hop replaces the reason of a broken need. */
const reasonOf = ({ action, decision }: DecidedNeed): readonly string[] => {
  if (decision.outcome === 'ok') return [];
  return decision.outcome === 'undecidable'
    ? [decision.reason]
    : [`${decision.lacking} does not allow ${action}, and the template suppresses the finding`];
};
