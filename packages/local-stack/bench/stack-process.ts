/**
 * A process that runs one stack of the packaged stage `local`. It reports to its parent process the address of the API,
 * and after the message `end` what the questions cost.
 */
import { readFileSync } from 'node:fs';
import { createPackages, removePackages } from '../testing/packaged-stages.ts';
import { runStack } from '../testing/running-stack.ts';

/** CPU time of the ended child processes in seconds, on Linux. Fields 16 and 17 of `/proc/self/stat`, see `man proc`. */
const childrenCpuSeconds = (): number => {
  const fields = readFileSync('/proc/self/stat', 'latin1').split(') ').at(-1)?.split(' ') ?? [];
  const ticksPerSecond = 100;
  return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
};

export type StackReport =
  | { readonly kind: 'ready'; readonly api: string }
  | { readonly kind: 'usage'; readonly environments: number; readonly residentMb: number }
  | { readonly kind: 'ended'; readonly stackCpuMs: number; readonly functionsCpuMs: number };

const report = (message: StackReport): void => {
  process.send?.(message);
};

await createPackages(['local']);
const stack = await runStack();
const usage = () => {
  const residentMb = process.memoryUsage.rss() / 1024 / 1024;
  report({ kind: 'usage', environments: stack.usage().environments, residentMb });
};
let stackCpu = process.cpuUsage();
let functionsCpuSeconds = 0;

process.on('message', async (message) => {
  if (message === 'begin') {
    await stack.recycle();
    stackCpu = process.cpuUsage();
    functionsCpuSeconds = childrenCpuSeconds();
  }
  usage();
  if (message !== 'end') return;
  const { user, system } = process.cpuUsage(stackCpu);
  await stack.stop();
  await removePackages();
  const functionsCpuMs = (childrenCpuSeconds() - functionsCpuSeconds) * 1000;
  report({ kind: 'ended', stackCpuMs: (user + system) / 1000, functionsCpuMs });
  process.disconnect();
});
report({ kind: 'ready', api: stack.endpoints.api });
