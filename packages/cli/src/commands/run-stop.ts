import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from '@hopwise/local-stack/work-directory/process-identity';
import type { RunCommand } from '../command-line/command.ts';
import { findRunningStack, StackEndedError, whyNoStack } from '../stack/running-stack.ts';

const pollMs = 50;
const limitMs = 20_000;

export const runStop: RunCommand = async ({ options, serviceDirectory, terminal }) => {
  const stack = await findRunningStack(serviceDirectory);
  if (stack) {
    await stack.stop().catch(unlessEnded);
    await hasEnded(stack.state.pid);
  }
  const text = stack ? 'The local stack has stopped.' : await whyNoStack(serviceDirectory);
  const json = JSON.stringify({ stopped: stack !== undefined });
  terminal.stdout.write(`${options.json === true ? json : text}\n`);
  return 0;
};

/** Another process has stopped the stack in the meantime. */
const unlessEnded = (error: unknown): void => {
  if (!(error instanceof StackEndedError)) throw error;
};

const hasEnded = async (pid: number): Promise<void> => {
  for (let waitedMs = 0; waitedMs < limitMs; waitedMs += pollMs) {
    if (!isRunning(pid)) return;
    await sleep(pollMs);
  }
  throw new Error(
    `The local stack (process ${pid}) did not stop within ${limitMs / 1000} seconds.`,
  );
};
