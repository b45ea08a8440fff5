import type { FaultState } from '@hopwise/contracts/faults';
import { type Hop, hops } from '@hopwise/contracts/hops';
import { codesOfFault } from '../diagnosis/faults-of-code.ts';

export type FaultGroup = {
  readonly hop: Hop;
  readonly faults: readonly FaultState[];
};

/**
 * The faults that match a search, by hop. Every word must be in the name, the description or a code.
 * “hop 6” is one word: the fault must be of that hop.
 */
export const faultGroups = (
  faults: readonly FaultState[],
  search: string,
  codesOf: (name: string) => readonly string[] = codesOfFault,
): readonly FaultGroup[] => {
  const words = search.toLowerCase().match(/hop\s+\d+|\S+/g) ?? [];
  const matches = ({ name, hop, seen }: FaultState): boolean => {
    const text = [name, seen, ...codesOf(name), 'hop'].join(' ').toLowerCase();
    return words.every((word) => {
      const wanted = /^hop\s+(\d+)$/.exec(word)?.[1];
      return wanted === undefined ? text.includes(word) : Number(wanted) === hop;
    });
  };
  return hops
    .map((hop) => ({ hop, faults: faults.filter((one) => one.hop === hop.hop && matches(one)) }))
    .filter((group) => group.faults.length > 0);
};

/** For example “22 faults, 1 on”. */
export const countText = (faults: readonly FaultState[]): string => {
  const on = faults.filter((fault) => fault.on).length;
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  return on === 0 ? count : `${count}, ${on} on`;
};

/** The first two names, and the number of the others. */
export const namesText = (faults: readonly FaultState[]): string => {
  const names = faults.map(({ name }) => name);
  const more = names.length - 2;
  return more > 0 ? `${names.slice(0, 2).join(', ')} and ${more} more` : names.join(' and ');
};
