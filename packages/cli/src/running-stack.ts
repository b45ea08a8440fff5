import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Decision } from '@hopwise/contracts/decision';
import {
  type StackEnvironment,
  type StackState,
  stackDecisions,
  stackEnvironment,
  stackState,
  stackStatePath,
} from '@hopwise/contracts/stack-state';

const requestTimeoutMs = 10_000;

/** A local stack of another process. */
export type RunningStack = {
  readonly state: StackState;
  environment(): Promise<StackEnvironment>;
  decisions(correlationId: string): Promise<readonly Decision[]>;
  stop(): Promise<void>;
};

/** The stack that runs for this service, if any does. A state file without its stack counts as none. */
export const findRunningStack = async (
  serviceDirectory: string,
): Promise<RunningStack | undefined> => {
  const state = await readState(serviceDirectory);
  if (!state) return undefined;
  const call = (path: string, method = 'GET'): Promise<Response> =>
    fetch(new URL(path, state.controlUrl), {
      method,
      headers: { authorization: `Bearer ${state.controlToken}` },
      redirect: 'error',
      signal: AbortSignal.timeout(requestTimeoutMs),
    });
  const answers = await call('/env').then(
    (response) => response.ok,
    () => false,
  );
  if (!answers) return undefined;
  return {
    state,
    environment: async () => stackEnvironment.parse(await (await call('/env')).json()),
    decisions: async (correlationId) => {
      const query = new URLSearchParams({ correlationId });
      return stackDecisions.parse(await (await call(`/decisions?${query}`)).json());
    },
    stop: async () => {
      await call('/stop', 'POST');
    },
  };
};

const readState = async (serviceDirectory: string): Promise<StackState | undefined> => {
  try {
    return stackState.parse(JSON.parse(await readFile(statePath(serviceDirectory), 'utf8')));
  } catch {
    // Missing, half written or of another version: there is no stack that could be talked to.
    return undefined;
  }
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
  const path = statePath(serviceDirectory);
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
  const written = await readState(serviceDirectory);
  if (written?.pid === state.pid) await rm(statePath(serviceDirectory), { force: true });
};

const statePath = (serviceDirectory: string): string => join(serviceDirectory, stackStatePath);
