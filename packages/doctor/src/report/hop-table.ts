import type { Check, HopVerdict } from '@hopwise/contracts/finding';
import { type HopNumber, hops } from '@hopwise/contracts/hops';

export type HopState =
  | 'ok'
  | 'broken'
  | 'partly checked'
  | 'not checked'
  | 'not decidable'
  | 'not in this template';

/** One row of the table of hops. */
export type HopRow = {
  /** Number of the hop, caller, receiver and state. */
  readonly text: string;
  readonly state: HopState;
  /** Why a hop is not decidable. */
  readonly reasons?: readonly string[];
};

/** One row for each hop with checks, in the order of the hops. */
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

const states: Readonly<Record<HopVerdict['verdict'], HopState>> = {
  ok: 'ok',
  broken: 'broken',
  undecidable: 'not decidable',
  absent: 'not in this template',
};

/** The hops of a system that is not Hopwise: who calls whom, in the words of AWS. */
const titles: Readonly<Record<HopNumber, string>> = {
  1: 'client → API',
  2: 'API → function',
  3: 'function → agent',
  4: 'agent → model, guardrail, knowledge base',
  5: 'agent → function of its action group',
  6: 'function → gateway',
  7: 'gateway → target',
};

/** A person reads the first reasons of a hop. JSON has more. */
const maxReasons = 3;

/** One row for each hop of a report on a template. */
export const verdictTable = (verdicts: readonly HopVerdict[]): readonly HopRow[] => {
  const titled = verdicts.map((one) => ({
    ...one,
    // The schema of a verdict allows the seven hops only.
    title: `${one.hop}  ${titles[one.hop as HopNumber]}`,
  }));
  const width = Math.max(...titled.map(({ title }) => title.length));
  return titled.map(({ title, verdict, resources, undecided }) => {
    const state = states[verdict];
    const more = undecided.length - maxReasons;
    return {
      text: `${title.padEnd(width)}  ${state}${verdict === 'ok' || verdict === 'broken' ? `: ${resources}` : ''}`,
      state,
      reasons: [
        ...undecided.slice(0, maxReasons).map(({ calls, reason }) => `${calls}: ${reason}.`),
        ...(more > 0 ? [`and ${more} more: see --json`] : []),
      ],
    };
  });
};
