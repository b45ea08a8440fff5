import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Decision } from '@hopwise/contracts/decision';
import { type FaultState, faultStates } from '@hopwise/contracts/faults';
import {
  controlRefusal,
  type StackEnvironment,
  type StackState,
  stackDecisions,
  stackEnvironment,
} from '@hopwise/contracts/stack-state';
import {
  callControl,
  readStackState,
  stackStateFile,
} from '@hopwise/local-stack/control/control-client';

/** A local stack of another process. */
export type RunningStack = {
  readonly state: StackState;
  /** As it was when the stack was found. */
  readonly environment: StackEnvironment;
  decisions(correlationId: string): Promise<readonly Decision[]>;
  /** Those of every turn that are kept. */
  allDecisions(): Promise<readonly Decision[]>;
  faults(): Promise<readonly FaultState[]>;
  /** Rejects with the stack's own words where there is no such fault. */
  setFault(name: string, on: boolean): Promise<readonly FaultState[]>;
  stop(): Promise<void>;
};

/** The stack that runs for this service, if any does. A state file without its stack counts as none. */
export const findRunningStack = async (
  serviceDirectory: string,
): Promise<RunningStack | undefined> => {
  const state = await readStackState(serviceDirectory).catch(() => undefined);
  if (!state) return undefined;
  const found = await callControl(state, '/env').catch(() => undefined);
  if (!found?.ok) return undefined;
  return {
    state,
    environment: stackEnvironment.parse(await found.json()),
    decisions: async (correlationId) => {
      const query = new URLSearchParams({ correlationId });
      const response = await callControl(state, `/decisions?${query}`);
      return stackDecisions.parse(await response.json());
    },
    allDecisions: async () =>
      stackDecisions.parse(await read(await callControl(state, '/decisions'))),
    faults: async () => faultStates.parse(await read(await callControl(state, '/faults'))),
    setFault: async (name, on) => {
      const path = `/faults/${encodeURIComponent(name)}`;
      return faultStates.parse(await read(await callControl(state, path, on ? 'PUT' : 'DELETE')));
    },
    stop: async () => {
      await callControl(state, '/stop', 'POST');
    },
  };
};

const read = async (response: Response): Promise<unknown> => {
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(controlRefusal.parse(body).message);
  return body;
};

/** There is one running stack per service directory. */
export class StackRunsAlreadyError extends Error {
  override readonly name = 'StackRunsAlreadyError';

  constructor(pid: number) {
    super(
      `A local stack runs already (process ${pid}). End it with \`npx -y pnpm@12 hopwise stop\`.`,
    );
  }
}

/**
 * Tells other processes of the same user where the stack is. What a stack that is gone left behind is
 * replaced.
 *
 * @throws StackRunsAlreadyError another stack was quicker
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
    if (running) throw new StackRunsAlreadyError(running.state.pid);
    await rm(path, { force: true });
    await write();
  });
};

/** Removes the state of this stack; that of a stack that came after it stays. */
export const removeStackState = async (
  serviceDirectory: string,
  state: StackState,
): Promise<void> => {
  const written = await readStackState(serviceDirectory).catch(() => undefined);
  if (written?.pid === state.pid) await rm(stackStateFile(serviceDirectory), { force: true });
};
