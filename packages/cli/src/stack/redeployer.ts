import type { StackSources } from '@hopwise/contracts/stack-state';

/** What a redeployment needs from the stack and the service. `Package` identifies a deployed package. */
export type RedeployPorts<Package> = {
  /** Lists the files that changed after the package was made. */
  changedFiles(deployed: Package): Promise<readonly string[]>;
  /** Packages the service as it is now. */
  package(): Promise<Package>;
  /** Returns what of the new version has no effect in the running stack, one sentence each. */
  deploy(next: Package): Promise<readonly string[]>;
  /** When a file of the service last changed, in milliseconds of `now`. */
  lastChangeMs(): Promise<number>;
  now(): number;
  /** Receives the result of each redeployment. */
  report(result: RedeployResult): void;
  /** Called when the files are those of the running version again, after a failed redeployment. */
  reportReverted(): void;
};

export type RedeployResult = {
  readonly changed: readonly string[];
  readonly seconds: number;
  /** What of the new version has no effect, one sentence each. */
  readonly hidden: readonly string[];
  /** Why the stack still runs the previous version. */
  readonly error?: unknown;
};

export type Redeployer<Package> = {
  /** The deployed package. */
  deployed(): Package;
  /** Whether the last update failed. */
  hasFailed(): boolean;
  /** Compares the stack with the files, and starts a redeployment if they differ. */
  check(): Promise<StackSources>;
  /** Resolves when no redeployment runs. */
  idle(): Promise<void>;
};

type Failure = { readonly startedAtMs: number; readonly problem: string };

/**
 * Keeps a running stack equal to the files of its service. If a redeployment fails, the stack runs the previous
 * version until the next change.
 */
export const createRedeployer = <Package>(
  first: Package,
  ports: RedeployPorts<Package>,
  problemOf: (error: unknown) => string,
): Redeployer<Package> => {
  let deployed = first;
  let failure: Failure | undefined;
  let running: { readonly changed: readonly string[]; readonly done: Promise<void> } | undefined;

  const redeploy = async (changed: readonly string[]): Promise<void> => {
    const startedAtMs = ports.now();
    const seconds = () => (ports.now() - startedAtMs) / 1000;
    try {
      const next = await ports.package();
      const hidden = await ports.deploy(next);
      deployed = next;
      failure = undefined;
      ports.report({ changed, seconds: seconds(), hidden });
    } catch (error) {
      failure = { startedAtMs, problem: problemOf(error) };
      ports.report({ changed, seconds: seconds(), hidden: [], error });
    }
  };

  const begin = (changed: readonly string[]): void => {
    const done = redeploy(changed).finally(() => {
      running = undefined;
    });
    running = { changed, done };
  };

  /** The same files would fail again. */
  const failsAgain = async ({ startedAtMs }: Failure): Promise<boolean> =>
    (await ports.lastChangeMs()) < startedAtMs;

  const forgetFailure = (): void => {
    if (failure) ports.reportReverted();
    failure = undefined;
  };

  const check = async (): Promise<StackSources> => {
    const examined = deployed;
    const changed = [...(await ports.changedFiles(examined))];
    const isKnown = failure && changed.length > 0 && (await failsAgain(failure));
    if (running) return { state: 'redeploying', changed: [...running.changed] };
    // A redeployment ended in the meantime.
    if (deployed !== examined) return check();
    if (changed.length === 0) {
      forgetFailure();
      return { state: 'current', changed };
    }
    if (failure && isKnown) return { state: 'failed', changed, problem: failure.problem };
    begin(changed);
    return { state: 'redeploying', changed };
  };
  return {
    deployed: () => deployed,
    hasFailed: () => failure !== undefined,
    check,
    idle: async () => running?.done,
  };
};
