import { forPeople } from '../texts/stand-ins.ts';
import type { Chain } from './chain.ts';

/** The links of a chain as text, one per line, in the order of the hops. For people and for tests. */
export const describeChain = ({ links }: Chain): readonly string[] =>
  links
    .toSorted(
      (one, other) =>
        (one.hop ?? Number.POSITIVE_INFINITY) - (other.hop ?? Number.POSITIVE_INFINITY),
    )
    .map(
      ({ hop, kind, from, to, toId }) =>
        `${hop === null ? 'no hop' : `hop ${hop}`}: ${from.logicalId} → ${toId ?? forPeople(to)} (${kind})`,
    );
