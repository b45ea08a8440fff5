import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Disturbances } from './disturbances.ts';

/** Every question survives that one process stops for this long. */
const stopMs = 300;
const stopEveryMs = 5_000;
/** Each of this many stops is followed by the end of another process. */
const stopsPerKill = 4;
const exitCheckMs = 20;

export type Signals = { stops: number; kills: number };

type Soak = {
  /** The process of the stack. */
  readonly pid: number;
  readonly disturbances: Disturbances;
  readonly random: () => number;
  readonly isOver: () => boolean;
  /** Is updated during the run. */
  readonly signals: Signals;
};

/** The runtime processes of the stack, on Linux. A process is on the list until the stack knows that it has ended. */
const runtimesOf = (pid: number): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1')
    .split(' ')
    .filter(Boolean)
    .map(Number);

/** Returns false when the process has ended. */
const signal = (name: NodeJS.Signals, pid: number): boolean => {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
};

/** Stops random runtime processes for a moment, and kills some. */
export const signalProcesses = async (soak: Soak): Promise<void> => {
  const { pid, disturbances, random, isOver, signals } = soak;
  const anyRuntime = (): number | undefined => {
    const runtimes = runtimesOf(pid);
    return runtimes[Math.floor(random() * runtimes.length)];
  };
  const kill = async (runtime: number): Promise<void> => {
    signal('SIGKILL', runtime);
    while (!isOver() && runtimesOf(pid).includes(runtime)) await sleep(exitCheckMs);
  };
  while (!isOver()) {
    await sleep(stopEveryMs);
    const stopped = anyRuntime();
    if (stopped === undefined || !signal('SIGSTOP', stopped)) continue;
    await sleep(stopMs);
    signal('SIGCONT', stopped);
    signals.stops += 1;
    const killed = signals.stops % stopsPerKill === 0 ? anyRuntime() : undefined;
    if (killed === undefined) continue;
    await disturbances.during(() => kill(killed));
    signals.kills += 1;
  }
};
