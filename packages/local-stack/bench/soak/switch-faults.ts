import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '@hopwise/contracts/faults';
import type { ForkedStack } from '../fork-stack.ts';
import type { Disturbances } from './disturbances.ts';
import type { FaultPeriod } from './timetable.ts';

/** A refused switch is tried again, because some faults cannot be on together. */
const retryMs = 250;

export type FaultTimes = {
  /** How long each fault was on, in milliseconds. */
  readonly onMs: Map<string, number>;
  /** The most faults that were on at once. */
  mostAtOnce: number;
};

type Soak = {
  readonly stack: Pick<ForkedStack, 'request'>;
  readonly disturbances: Disturbances;
  readonly startedAtMs: number;
  readonly isOver: () => boolean;
  /** Is updated during the run. */
  readonly times: FaultTimes;
};

/** Switches the faults as in the timetable. Resolves when all are off. Rejects when one cannot be switched off. */
export const switchFaults = async (
  periods: readonly FaultPeriod<Fault>[],
  { stack, disturbances, startedAtMs, isOver, times }: Soak,
): Promise<void> => {
  let on = 0;

  const switchOn = async (name: string): Promise<boolean> => {
    while (!isOver()) {
      if ((await stack.request('switchOn', name)).refusal === undefined) return true;
      await sleep(retryMs);
    }
    return false;
  };

  const switchOff = async (name: string): Promise<void> => {
    while ((await stack.request('switchOff', name)).refusal !== undefined) await sleep(retryMs);
  };

  const keepOn = async ({ fault: { name }, lengthMs }: FaultPeriod<Fault>): Promise<void> => {
    if (!(await switchOn(name))) return;
    const fromMs = performance.now();
    on += 1;
    times.mostAtOnce = Math.max(times.mostAtOnce, on);
    await sleep(lengthMs);
    on -= 1;
    times.onMs.set(name, (times.onMs.get(name) ?? 0) + performance.now() - fromMs);
    await switchOff(name);
  };

  await Promise.all(
    periods.map(async (period) => {
      await sleep(period.atMs - (performance.now() - startedAtMs));
      const work = () => keepOn(period);
      await (period.fault.outcome === 'breaks' ? disturbances.during(work) : work());
    }),
  );
};
