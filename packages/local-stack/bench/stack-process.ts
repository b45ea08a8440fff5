/**
 * A process that runs one stack of the packaged stage `local`. It reports to its parent process the address of the API,
 * what exists, and at the end what the questions cost.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createPackages, removePackages } from '../testing/packaged-stages.ts';
import { runStack } from '../testing/running-stack.ts';

/** CPU time of the ended child processes in seconds, on Linux. Fields 16 and 17 of `/proc/self/stat`, see `man proc`. */
const childrenCpuSeconds = (): number => {
  const fields = readFileSync('/proc/self/stat', 'latin1').split(') ').at(-1)?.split(' ') ?? [];
  const ticksPerSecond = 100;
  return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
};

/** Requests of the parent process: a report of the usage, cold functions and a fresh count, a fault, or the end. */
export type StackRequest =
  | { readonly do: 'report' | 'recycle' | 'end' }
  | { readonly do: 'set'; readonly fault: string; readonly isOn: boolean };

export type StackReport =
  | { readonly kind: 'ready'; readonly api: string }
  | {
      readonly kind: 'usage';
      readonly environments: number;
      readonly processes: number;
      readonly descriptors: number;
      readonly residentMb: number;
    }
  | { readonly kind: 'set' }
  | { readonly kind: 'ended'; readonly stackCpuMs: number; readonly functionsCpuMs: number };

const report = (message: StackReport): void => {
  process.send?.(message);
};

await createPackages(['local']);
const stack = await runStack();
/** Counts open descriptors on Linux. */
const countDescriptors = (): number =>
  existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0;
const reportUsage = () => {
  const residentMb = process.memoryUsage.rss() / 1024 / 1024;
  report({ kind: 'usage', ...stack.usage(), descriptors: countDescriptors(), residentMb });
};
let stackCpu = process.cpuUsage();
let functionsCpuSeconds = 0;

const end = async () => {
  const { user, system } = process.cpuUsage(stackCpu);
  await stack.stop();
  await removePackages();
  const functionsCpuMs = (childrenCpuSeconds() - functionsCpuSeconds) * 1000;
  report({ kind: 'ended', stackCpuMs: (user + system) / 1000, functionsCpuMs });
  process.disconnect();
};

process.on('message', async (request: StackRequest) => {
  if (request.do === 'set') {
    await stack.faults.set(request.fault, request.isOn);
    report({ kind: 'set' });
    return;
  }
  if (request.do === 'recycle') {
    await stack.recycle();
    stackCpu = process.cpuUsage();
    functionsCpuSeconds = childrenCpuSeconds();
  }
  reportUsage();
  if (request.do === 'end') await end();
});
report({ kind: 'ready', api: stack.endpoints.api });
