import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { StackState } from '@hopwise/contracts/stack-state';
import { readStackState, stackStateFile } from '@hopwise/local-stack/control/control-client';
import { findRunningStack } from './running-stack.ts';

/** Only one stack can run per service directory. */
export class StackAlreadyRunningError extends Error {
  override readonly name = 'StackAlreadyRunningError';

  constructor(pid: number) {
    super(`A local stack is already running (process ${pid}). Stop it with \`./hopwise stop\`.`);
  }
}

/**
 * Writes the state file, with which other processes of the same user find the stack. Replaces the file of
 * a stack that has ended.
 *
 * @throws StackAlreadyRunningError if another stack started first
 */
export const writeStackState = async (
  serviceDirectory: string,
  state: StackState,
): Promise<void> => {
  const path = stackStateFile(serviceDirectory);
  const write = () => writeFile(path, JSON.stringify(state), { mode: 0o600, flag: 'wx' });
  await mkdir(dirname(path), { recursive: true });
  await write().catch(async () => {
    const running = await findRunningStack(serviceDirectory);
    if (running) throw new StackAlreadyRunningError(running.state.pid);
    await rm(path, { force: true });
    await write();
  });
};

/** Removes the state file, unless it belongs to a newer stack. */
export const removeStackState = async (
  serviceDirectory: string,
  state: StackState,
): Promise<void> => {
  const written = await readStackState(serviceDirectory).catch(() => undefined);
  if (written?.pid === state.pid) await rm(stackStateFile(serviceDirectory), { force: true });
};
