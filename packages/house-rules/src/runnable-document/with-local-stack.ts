import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { repositoryRoot } from '../repository/root.ts';

type Running = ChildProcessByStdio<null, Readable, null>;

/** Starts the local stack of this checkout for one task. Throws if it does not start. */
export const withLocalStack = async <Result>(task: () => Promise<Result>): Promise<Result> => {
  const command = ['packages/cli/src/main.ts', 'start', '--json'];
  const stack = spawn(process.execPath, command, {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(stack, 'exit');
  try {
    await ready(stack);
    return await task();
  } finally {
    stack.kill('SIGTERM');
    await ended;
  }
};

/** Resolves at the line that `start --json` prints when the stack is ready. */
const ready = async (stack: Running): Promise<void> => {
  for await (const line of createInterface({ input: stack.stdout })) {
    if (line.startsWith('{"ready":true')) return void stack.stdout.resume();
  }
  throw new Error('The local stack did not start.');
};
