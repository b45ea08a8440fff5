/** Runs a function in a new process, under Lambda's runtime client, until its first response. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Invocation, type Measured, startRuntimeApi } from './runtime-api.ts';

const runtimeClient = join(import.meta.dirname, '../runtime-client');

export type MeasuredFunction = {
  readonly name: string;
  /** The folder with `handler.js`. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly invocation: Invocation;
};

export type FirstCall = Measured & { readonly wallMs: number };

/** Similar to the flags of the managed runtime for a function with 256 MB. */
const v8Flags = ['--max-old-space-size=230', '--max-semi-space-size=8'];

/** Until a function that hangs is ended. No goal depends on it. */
const limitMs = 120_000;

type Command = { readonly file: string; readonly args: readonly string[] };

const runOnce = async (
  { folder, environment, invocation }: MeasuredFunction,
  wrap: (command: Command) => Command = (command) => command,
): Promise<FirstCall> => {
  const api = await startRuntimeApi(invocation);
  const { file, args } = wrap({
    file: process.execPath,
    args: [
      ...v8Flags,
      '--require',
      join(runtimeClient, 'native-client.cjs'),
      join(runtimeClient, 'boot.mjs'),
      folder,
      'handler.handler',
    ],
  });
  const startedAt = performance.now();
  const child = spawn(file, args, {
    env: {
      PATH: process.env.PATH,
      AWS_LAMBDA_RUNTIME_API: api.address,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
      AWS_SESSION_TOKEN: 'example',
      AWS_LAMBDA_FUNCTION_NAME: 'measured',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: limitMs,
  });
  let errors = '';
  child.stderr?.on('data', (part: Buffer) => {
    errors += part.toString();
  });
  const ended = once(child, 'close').then(([code]) => {
    throw new Error(`The function ended with ${code}: ${errors.slice(0, 1_000)}`);
  });
  try {
    const measured = await Promise.race([api.answered, ended]);
    const wallMs = performance.now() - startedAt;
    await ended.catch(() => undefined);
    return { ...measured, wallMs };
  } finally {
    child.kill('SIGKILL');
    api.close();
  }
};

export const measureFirstCall = (measured: MeasuredFunction): Promise<FirstCall> =>
  runOnce(measured);

export type SystemCalls = { readonly withoutFutex: number; readonly openat: number };

/** Counts system calls with `strace`. `undefined` if it is not installed, or not allowed to trace. */
export const countSystemCalls = async (
  measured: MeasuredFunction,
): Promise<SystemCalls | undefined> => {
  const report = join(measured.folder, 'strace.txt');
  try {
    await runOnce(measured, ({ file, args }) => ({
      file: 'strace',
      args: ['-f', '-c', '-o', report, file, ...args],
    }));
    return readSystemCalls(readFileSync(report, 'utf8'));
  } catch {
    return undefined;
  }
};

/** A row of `strace -c`: share, seconds, microseconds a call, calls, errors, name. */
const readSystemCalls = (report: string): SystemCalls => {
  const rows = report.split('\n').flatMap((line) => {
    const cells = line.trim().split(/\s+/);
    const calls = Number(cells[3]);
    const name = cells.at(-1) ?? '';
    return cells.length >= 5 && Number.isInteger(calls) && name !== 'total'
      ? [{ name, calls }]
      : [];
  });
  const sum = (isCounted: (name: string) => boolean): number =>
    rows.filter(({ name }) => isCounted(name)).reduce((total, { calls }) => total + calls, 0);
  return {
    withoutFutex: sum((name) => name !== 'futex'),
    openat: sum((name) => name === 'openat'),
  };
};
