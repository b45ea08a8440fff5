import { access, constants } from 'node:fs/promises';
import type { Decision } from '@hopwise/contracts/decision';
import { type FaultState, faultStates } from '@hopwise/contracts/faults';
import {
  controlRefusal,
  pageAddress,
  type StackEnvironment,
  type StackSources,
  type StackState,
  stackDecisions,
  stackEnvironment,
  stackSources,
} from '@hopwise/contracts/stack-state';
import {
  findControlEndpoint,
  readStackState,
  stackStateFile,
} from '@hopwise/local-stack/control/control-client';
import { isRunning } from '@hopwise/local-stack/work-directory/process-identity';

/** The stack does not answer any more, for instance because it was stopped in the meantime. */
export class StackEndedError extends Error {
  override readonly name = 'StackEndedError';

  constructor(pid: number, options: ErrorOptions) {
    super(
      `The local stack (process ${pid}) does not answer any more. It was probably stopped. Start it again with \`./hopwise start\`, then repeat this command.`,
      options,
    );
  }
}

/** A local stack in another process. Its functions reject with `StackEndedError` if it does not answer. */
export type RunningStack = {
  readonly state: StackState;
  /** Read once, when the stack was found. */
  readonly environment: StackEnvironment;
  decisions(correlationId: string): Promise<readonly Decision[]>;
  /** The recorded decisions of every turn. */
  allDecisions(): Promise<readonly Decision[]>;
  faults(): Promise<readonly FaultState[]>;
  /** Rejects with the stack's message if the fault does not exist. */
  setFault(name: string, on: boolean): Promise<readonly FaultState[]>;
  /** A new address of the page, which gives access to one browser. */
  pageAddress(): Promise<string>;
  /** Compares the stack with the files of its service. A watching stack starts a redeployment. */
  sources(): Promise<StackSources>;
  stop(): Promise<void>;
};

const otherVersion =
  'The running local stack is of another version. End its `./hopwise start` with Ctrl-C, then start it again.';

/** Finds the running stack of this service directory. Ignores a state file whose stack has ended, or was replaced. */
export const findRunningStack = async (
  serviceDirectory: string,
): Promise<RunningStack | undefined> => {
  const endpoint = await findControlEndpoint(serviceDirectory);
  const found = await endpoint?.call('/env').catch(() => undefined);
  if (!endpoint) await requireAccess(serviceDirectory);
  if (!endpoint || !found?.ok) return undefined;
  const { state } = endpoint;
  const { data: environment } = stackEnvironment.safeParse(await found.json());
  if (environment === undefined) throw new Error(otherVersion);
  const call: typeof endpoint.call = (...request) =>
    endpoint.call(...request).catch((cause: unknown) => {
      throw new StackEndedError(state.pid, { cause });
    });
  return {
    state,
    environment,
    decisions: async (correlationId) => {
      const query = new URLSearchParams({ correlationId });
      const response = await call(`/decisions?${query}`);
      return stackDecisions.parse(await response.json());
    },
    allDecisions: async () => stackDecisions.parse(await read(await call('/decisions'))),
    faults: async () => faultStates.parse(await read(await call('/faults'))),
    setFault: async (name, on) => {
      const path = `/faults/${encodeURIComponent(name)}`;
      return faultStates.parse(await read(await call(path, on ? 'PUT' : 'DELETE')));
    },
    pageAddress: async () => {
      const response = await call('/page-address', 'POST');
      return pageAddress.parse(await read(response)).address;
    },
    sources: async () => stackSources.parse(await read(await call('/sources'))),
    stop: async () => {
      await call('/stop', 'POST');
    },
  };
};

/**
 * Says what happened to a stack that is not found although it did not stop: a stack that stops removes its state file.
 * `undefined` if there is no such stack.
 */
export const lostStack = async (serviceDirectory: string): Promise<string | undefined> => {
  const state = await readStackState(serviceDirectory).catch(() => undefined);
  if (!state) return undefined;
  return isRunning(state.pid)
    ? `The local stack (process ${state.pid}) does not answer.`
    : `The process of the local stack (${state.pid}) is gone. It was probably killed.`;
};

/** Says why no stack was found. */
export const whyNoStack = async (serviceDirectory: string): Promise<string> =>
  (await lostStack(serviceDirectory)) ?? 'No local stack is running.';

/** Fails if another user runs the stack. Then this user cannot read the state file. */
const requireAccess = (serviceDirectory: string): Promise<void> =>
  access(stackStateFile(serviceDirectory), constants.R_OK).catch(
    async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EACCES' && error.code !== 'EPERM') return;
      const { namedFileProblem } = await import('./file-problem.ts');
      throw await namedFileProblem(error, serviceDirectory);
    },
  );

const read = async (response: Response): Promise<unknown> => {
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(controlRefusal.parse(body).message);
  return body;
};
