import { faultSwitches } from '@hopwise/local-stack/faults/fault-switches';
import { catalogueEntries } from '../src/catalogue/catalogue.ts';

/** The hop and the code that the doctor must report for a fault. Both are `null` if the design survives the fault. */
export type FaultBlame = readonly [fault: string, hop: number | null, code: string | null];

const codeOf = (fault: string): string | null =>
  catalogueEntries.find(([, { faults = [] }]) => faults.includes(fault))?.[0] ?? null;

/** One row for each fault switch, in the order of the switches. */
export const faultBlames: readonly FaultBlame[] = faultSwitches.map(({ name, hop, outcome }) =>
  outcome === 'survived' ? [name, null, null] : [name, hop, codeOf(name)],
);
