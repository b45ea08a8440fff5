import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

export const serviceDirectory = resolve(import.meta.dirname, '../../..');

const main = join(serviceDirectory, 'packages/cli/src/main.ts');
const preload = new URL('report-cpu.ts', import.meta.url).href;

export type Measured = {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly stdout: string;
};

/** Runs one command of `hopwise` in a new process. Throws when it fails. */
export const runCommand = async (...args: readonly string[]): Promise<Measured> => {
  const folder = mkdtempSync(join(tmpdir(), 'hopwise-cpu-'));
  const cpuFile = join(folder, 'cpu');
  try {
    const startedAt = performance.now();
    const child = spawn(process.execPath, ['--import', preload, main, ...args], {
      env: { ...process.env, HOPWISE_CPU_FILE: cpuFile },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const stdout: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => stdout.push(part));
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`hopwise ${args.join(' ')} failed (exit ${code}).`);
    return {
      wallSeconds: (performance.now() - startedAt) / 1000,
      cpuSeconds: Number(readFileSync(cpuFile, 'utf8')) / 1e6,
      stdout: Buffer.concat(stdout).toString(),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

export type Started = {
  readonly seconds: number;
  /** Of the process and of the child processes that have ended. */
  readonly cpuSeconds: number;
  readonly ended: Promise<unknown>;
};

/** Reads fields 14 to 17 of `/proc/[pid]/stat` on Linux, see `man proc`. Not a number on other platforms. */
const cpuSecondsOf = (pid: number | undefined): number => {
  const ticksPerSecond = 100;
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? [];
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / ticksPerSecond;
  } catch {
    return Number.NaN;
  }
};

/** Runs `hopwise start` and returns what it needed until the stack was ready. */
export const startStack = async (): Promise<Started> => {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [main, 'start', '--json', '--no-watch'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'close');
  for await (const line of createInterface(child.stdout)) {
    if (line.includes('"ready":true')) {
      const seconds = (performance.now() - startedAt) / 1000;
      return { seconds, cpuSeconds: cpuSecondsOf(child.pid), ended };
    }
  }
  throw new Error('hopwise start failed. Stop the running local stack before the benchmark.');
};
