import type { Decision } from '@hopwise/contracts/decision';
import { type FaultState, faultStates } from '@hopwise/contracts/faults';
import {
  controlRefusal,
  type StackEnvironment,
  type StackSources,
  type StackState,
  stackDecisions,
  stackEnvironment,
  stackSources,
} from '@hopwise/contracts/stack-state';
import { callControl, readStackState } from '@hopwise/local-stack/control/control-client';

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
  /** Compares the stack with the files of its service. A watching stack starts a redeployment. */
  sources(): Promise<StackSources>;
  stop(): Promise<void>;
};

/** Finds the running stack of this service directory. Ignores a state file whose stack has ended. */
export const findRunningStack = async (
  serviceDirectory: string,
): Promise<RunningStack | undefined> => {
  const state = await readStackState(serviceDirectory).catch(() => undefined);
  if (!state) return undefined;
  const found = await callControl(state, '/env').catch(() => undefined);
  if (!found?.ok) return undefined;
  const call: typeof callControl = (...request) =>
    callControl(...request).catch((cause: unknown) => {
      throw new StackEndedError(state.pid, { cause });
    });
  return {
    state,
    environment: stackEnvironment.parse(await found.json()),
    decisions: async (correlationId) => {
      const query = new URLSearchParams({ correlationId });
      const response = await call(state, `/decisions?${query}`);
      return stackDecisions.parse(await response.json());
    },
    allDecisions: async () => stackDecisions.parse(await read(await call(state, '/decisions'))),
    faults: async () => faultStates.parse(await read(await call(state, '/faults'))),
    setFault: async (name, on) => {
      const path = `/faults/${encodeURIComponent(name)}`;
      return faultStates.parse(await read(await call(state, path, on ? 'PUT' : 'DELETE')));
    },
    sources: async () => stackSources.parse(await read(await call(state, '/sources'))),
    stop: async () => {
      await call(state, '/stop', 'POST');
    },
  };
};

const read = async (response: Response): Promise<unknown> => {
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(controlRefusal.parse(body).message);
  return body;
};
