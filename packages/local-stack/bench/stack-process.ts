/**
 * A process that runs one stack of the packaged stage `local`. It answers the requests of its parent process, and ends
 * with it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { defaultScaling } from '../src/lambda/environment/scaling.ts';
import { saveMemory } from '../src/save-memory.ts';
import { createPackages, removePackages } from '../testing/packaged-stages.ts';
import { runStack } from '../testing/running-stack.ts';

const ticksPerSecond = 100;

/** The sum of two fields of `/proc/[pid]/stat` on Linux. `firstField` has its number in `man proc`. */
const cpuSeconds = (pid: number | string, firstField: number): number => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[firstField - 3]) + Number(fields[firstField - 2])) / ticksPerSecond;
  } catch {
    // The process has ended, so its parent has the time.
    return 0;
  }
};

const childrenOf = (pid: number): readonly string[] =>
  readFileSync(`/proc/self/task/${pid}/children`, 'latin1').split(' ').filter(Boolean);

/** CPU time of the child processes that have ended, in seconds. */
const endedCpuSeconds = (): number => cpuSeconds('self', 16);

/** The same with the child processes that still run. */
const childrenCpuSeconds = (): number =>
  childrenOf(process.pid).reduce((sum, pid) => sum + cpuSeconds(pid, 14), endedCpuSeconds());

/** What a parent process can request, with the result of each request. */
export type StackRequests = {
  /** What exists now. */
  report: Usage;
  /** The same after a garbage collection. */
  collect: Usage;
  /** Makes the functions cold, and counts CPU time from now. */
  recycle: Usage;
  /** Counts CPU time from now, with warm functions. */
  count: Usage;
  switchOn: Switched;
  switchOff: Switched;
  end: { readonly stackCpuMs: number; readonly functionsCpuMs: number };
};

export type Usage = {
  readonly environments: number;
  /** Runtime processes that the stack counts. */
  readonly processes: number;
  /** Child processes that Linux counts. */
  readonly children: number;
  readonly descriptors: number;
  readonly residentMb: number;
  readonly heapMb: number;
};

/** A switch can be refused, for example because faults cannot be combined. */
export type Switched = { readonly refusal: string | undefined };

export type StackRequest = {
  readonly id: number;
  readonly do: keyof StackRequests;
  readonly fault: string;
};

export type Ready = {
  readonly api: string;
  /** The execution environments of all functions when every pool is full. */
  readonly mostEnvironments: number;
};

export type StackReport =
  | { readonly ready: Ready }
  | { readonly id: number; readonly result: StackRequests[keyof StackRequests] };

saveMemory();
await createPackages(['local']);
const stack = await runStack();

const megabyte = 1024 * 1024;
const usage = (): Usage => ({
  ...stack.usage(),
  children: childrenOf(process.pid).length,
  descriptors: existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0,
  residentMb: process.memoryUsage.rss() / megabyte,
  heapMb: process.memoryUsage().heapUsed / megabyte,
});

let stackCpu = process.cpuUsage();
let functionsCpuSeconds = 0;

const switchFault = async (name: string, isOn: boolean): Promise<Switched> => {
  try {
    await stack.faults.set(name, isOn);
    return { refusal: undefined };
  } catch (error) {
    return { refusal: String(error) };
  }
};

const stop = async (): Promise<void> => {
  await stack.stop();
  await removePackages();
};

const run: {
  readonly [Name in keyof StackRequests]: (
    fault: string,
  ) => StackRequests[Name] | Promise<StackRequests[Name]>;
} = {
  report: usage,
  collect() {
    globalThis.gc?.();
    return usage();
  },
  async recycle() {
    await stack.recycle();
    stackCpu = process.cpuUsage();
    functionsCpuSeconds = endedCpuSeconds();
    return usage();
  },
  count() {
    stackCpu = process.cpuUsage();
    functionsCpuSeconds = childrenCpuSeconds();
    return usage();
  },
  switchOn: (fault) => switchFault(fault, true),
  switchOff: (fault) => switchFault(fault, false),
  async end() {
    const { user, system } = process.cpuUsage(stackCpu);
    await stop();
    const functionsCpuMs = (endedCpuSeconds() - functionsCpuSeconds) * 1000;
    return { stackCpuMs: (user + system) / 1000, functionsCpuMs };
  },
};

const report = (message: StackReport): void => {
  if (process.connected) process.send?.(message);
};

process.on('message', async ({ id, do: name, fault }: StackRequest) => {
  report({ id, result: await run[name](fault) });
});
process.once('disconnect', () => stop().finally(() => process.exit()));
const functions = Object.values(stack.template().Resources).filter(
  ({ Type }) => Type === 'AWS::Lambda::Function',
).length;
const mostEnvironments = functions * defaultScaling.maxEnvironments;
report({ ready: { api: stack.endpoints.api, mostEnvironments } });
