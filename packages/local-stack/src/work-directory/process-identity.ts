import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A short name of a value, without a meaning for readers. */
const shortHash = (length: number, ...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, length);

const textOf = (read: () => string): string => {
  try {
    return read();
  } catch {
    return '';
  }
};

/** Processes with the same value see each other. Containers can share a temporary folder and see other processes. */
export const processSpace: string = shortHash(
  4,
  hostname(),
  textOf(() => readlinkSync('/proc/self/ns/pid')),
);

/** What follows the name in `/proc/[pid]/stat`, see `man proc`. The state is field 3, and the first one here. */
const statOnLinux = (pid: number): readonly string[] =>
  readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? [];

/** A zombie has ended, but its parent has not read its exit code yet. */
const isZombie = (pid: number): boolean =>
  process.platform === 'linux' && textOf(() => statOnLinux(pid)[0] ?? '') === 'Z';

/** Field 22 is the start time since the start of the system. */
const startOnLinux = (pid: number): string => {
  const fields = statOnLinux(pid);
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1');
  return `${fields[19]} ${boot}`;
};

const startOnMacOs = (pid: number): string =>
  execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'latin1' });

/** Whether a process runs, of this user or of another one. A zombie does not run. */
export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    // The process of another user.
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM';
  }
};

const startTimes: Partial<Record<NodeJS.Platform, (pid: number) => string>> = {
  linux: startOnLinux,
  darwin: startOnMacOs,
};

/**
 * Identifies a running process: another process that gets the same id later has another start time. Undefined if no such
 * process runs. Windows has no quick way to the start time, so only the id counts there.
 */
export const processIdentity = (pid: number): string | undefined => {
  if (!isRunning(pid)) return undefined;
  const startTime = startTimes[process.platform];
  return shortHash(6, String(pid), startTime ? textOf(() => startTime(pid)) : '');
};
