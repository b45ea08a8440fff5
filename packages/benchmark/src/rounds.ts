import { median } from './statistics.ts';

export type Variant = {
  readonly name: string;
  readonly run: () => unknown;
  /** `run` returns no promise, and its result is not awaited. */
  readonly isSynchronous?: boolean;
};

export type Timing = {
  readonly name: string;
  /** Wall-clock time of a call, which includes what other programs do meanwhile. */
  readonly ns: number;
  /** Processor time of a call in this process. Another program does not add to it. */
  readonly cpuNs: number;
  /** The wall-clock time as a multiple of that of the first variant. */
  readonly ratio: number;
};

export type Rounds = { readonly rounds: number; readonly calls: number };

const repeat = async ({ run, isSynchronous }: Variant, calls: number): Promise<void> => {
  if (isSynchronous) {
    for (let call = 0; call < calls; call += 1) run();
  } else {
    for (let call = 0; call < calls; call += 1) await run();
  }
};

type Round = { readonly ns: number; readonly cpuNs: number };

const time = async (variant: Variant, calls: number): Promise<Round> => {
  const cpuStart = process.cpuUsage();
  const startedAt = performance.now();
  await repeat(variant, calls);
  const wallMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpuStart);
  return { ns: (wallMs * 1e6) / calls, cpuNs: ((user + system) * 1e3) / calls };
};

/**
 * Runs the variants in interleaved rounds. Each round starts with another variant. The ratio to the first
 * variant is computed per round, because a slow machine slows both. The result has the median ratio.
 */
export const runRounds = async (
  variants: readonly Variant[],
  { rounds, calls }: Rounds,
): Promise<Timing[]> => {
  const times = new Map(variants.map(({ name }) => [name, [] as Round[]]));
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
    ns: median(each.map(({ ns }) => ns)),
    cpuNs: median(each.map(({ cpuNs }) => cpuNs)),
    ratio: median(each.map(({ ns }, round) => ns / (base[round]?.ns ?? Number.NaN))),
  }));
};
