import { availableParallelism, loadavg } from 'node:os';

/** With a higher load for each processor, a new process waits. */
const busyLoad = 0.7;

/** The part of `os` that says what the machine does. */
export type Machine = {
  readonly processors: number;
  /** The load average of the last minute. Zero on Windows. */
  readonly load: number;
};

const thisMachine = (): Machine => ({
  processors: availableParallelism(),
  load: loadavg()[0] ?? 0,
});

/**
 * A sentence about the machine for the report of a benchmark. Call it before the benchmark itself makes the machine
 * busy. On a busy machine, it says that times and rates include the other programs.
 */
export const describeMachine = (machine = thisMachine()): string => {
  const { processors, load } = machine;
  const machineName = `Node ${process.version}, ${process.platform} ${process.arch}, ${processors} processors, load ${load.toFixed(1)} at the start.`;
  return load > busyLoad * processors
    ? `${machineName} The machine is busy: wall-clock times and rates include other programs.`
    : machineName;
};
