import { median } from './statistics.ts';

export type Variant = {
  readonly name: string;
  readonly run: () => unknown;
  /** `run` returns no promise, and its result is not awaited. */
  readonly isSynchronous?: boolean;
};

export type Timing = { readonly name: string; readonly ns: number; readonly ratio: number };

export type Rounds = { readonly rounds: number; readonly calls: number };

const repeat = async ({ run, isSynchronous }: Variant, calls: number): Promise<void> => {
  if (isSynchronous) {
    for (let call = 0; call < calls; call += 1) run();
  } else {
    for (let call = 0; call < calls; call += 1) await run();
  }
};

const time = async (variant: Variant, calls: number): Promise<number> => {
  const startedAt = performance.now();
  await repeat(variant, calls);
  return ((performance.now() - startedAt) * 1e6) / calls;
};

/**
 * Runs the variants in interleaved rounds. Each round starts with another variant. The ratio to the first
 * variant is computed per round, because a slow machine slows both. The result has the median ratio.
 */
export const runRounds = async (
  variants: readonly Variant[],
  { rounds, calls }: Rounds,
): Promise<Timing[]> => {
  const times = new Map(variants.map(({ name }) => [name, [] as number[]]));
  for (const variant of variants) await time(variant, calls);
  for (let round = 0; round < rounds; round += 1) {
    const shift = round % variants.length;
    for (const variant of [...variants.slice(shift), ...variants.slice(0, shift)]) {
      times.get(variant.name)?.push(await time(variant, calls));
    }
  }
  const base = times.get(variants[0]?.name ?? '') ?? [];
  return [...times].map(([name, each]) => ({
    name,
    ns: median(each),
    ratio: median(each.map((ns, round) => ns / (base[round] ?? Number.NaN))),
  }));
};
