import type { Check } from '@hopwise/contracts/finding';
import { hops } from '@hopwise/contracts/hops';

export type HopState = 'ok' | 'broken' | 'partly checked' | 'not checked';

/** One row of the table of hops. */
export type HopRow = {
  /** Number of the hop, caller, receiver and state. */
  readonly text: string;
  readonly state: HopState;
};

/** One row for each hop with checks, in the order of the hops. A report on a template has no rows. */
export const hopTable = (checked: readonly Check[]): readonly HopRow[] => {
  const checkedHops = hops
    .map(({ hop, from, to }) => ({
      title: `${hop}  ${from} → ${to}`,
      outcomes: checked.filter((check) => check.hop === hop).map(({ outcome }) => outcome),
    }))
    .filter(({ outcomes }) => outcomes.length > 0);
  const width = Math.max(...checkedHops.map(({ title }) => title.length));
  return checkedHops.map(({ title, outcomes }) => {
    const state = stateOf(outcomes);
    return { text: `${title.padEnd(width)}  ${state}`, state };
  });
};

const stateOf = (outcomes: readonly Check['outcome'][]): HopState => {
  if (outcomes.includes('failed')) return 'broken';
  if (!outcomes.includes('passed')) return 'not checked';
  return outcomes.includes('skipped') ? 'partly checked' : 'ok';
};
