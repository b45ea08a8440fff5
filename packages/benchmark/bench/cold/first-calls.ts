import { median } from '../../src/statistics.ts';
import { inTurn } from '../rounds.ts';
import type { Comparison } from './functions.ts';
import {
  countSystemCalls,
  type FirstCall,
  measureFirstCall,
  type SystemCalls,
} from './run-function.ts';

const variants = ['bare', 'ours', 'textbook'] as const;
type ByVariant<Value> = Readonly<Record<(typeof variants)[number], Value>>;

export type Medians = {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly rssMb: number;
  readonly hasUndici: boolean;
};

export type ColdStart = {
  readonly comparison: Comparison;
  readonly medians: ByVariant<Medians>;
  /** Of the CPU time above bare, in the median round. */
  readonly share: number;
  /** `undefined` if they cannot be counted. */
  readonly systemCalls: { readonly bare: SystemCalls; readonly ours: SystemCalls } | undefined;
};

const mediansOf = (calls: readonly FirstCall[]): Medians => ({
  cpuMs: median(calls.map(({ cpuMs }) => cpuMs)),
  wallMs: median(calls.map(({ wallMs }) => wallMs)),
  rssMb: median(calls.map(({ rssBytes }) => rssBytes / 1e6)),
  hasUndici: calls.some(({ hasUndici }) => hasUndici),
});

const countBoth = async ({ bare, ours }: Comparison): Promise<ColdStart['systemCalls']> => {
  const counted = { bare: await countSystemCalls(bare), ours: await countSystemCalls(ours) };
  const { bare: ofBare, ours: ofOurs } = counted;
  return ofBare && ofOurs ? { bare: ofBare, ours: ofOurs } : undefined;
};

/** Each round starts every variant once. */
export const measureColdStart = async (
  comparison: Comparison,
  rounds: number,
): Promise<ColdStart> => {
  const calls = { bare: [] as FirstCall[], ours: [] as FirstCall[], textbook: [] as FirstCall[] };
  for (const variant of variants) await measureFirstCall(comparison[variant]);
  for (let round = 0; round < rounds; round += 1) {
    for (const variant of inTurn(variants, round)) {
      calls[variant].push(await measureFirstCall(comparison[variant]));
    }
  }
  const medians = {
    bare: mediansOf(calls.bare),
    ours: mediansOf(calls.ours),
    textbook: mediansOf(calls.textbook),
  };
  return {
    comparison,
    medians,
    share:
      (medians.ours.cpuMs - medians.bare.cpuMs) / (medians.textbook.cpuMs - medians.bare.cpuMs),
    systemCalls: await countBoth(comparison),
  };
};
