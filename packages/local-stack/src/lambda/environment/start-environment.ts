import type { FunctionFailedError } from '../function/function-failed-error.ts';
import type { InitReport } from '../logs/platform-log.ts';
import type { ColdStart } from './cold-start.ts';
import type { ExecutionEnvironment } from './execution-environment.ts';

/** A place of a pool. It is taken from before the creation of its environment until the environment has ended. */
export type Place = {
  environment: ExecutionEnvironment | undefined;
  /** The generation of the pool in which the environment was created. */
  generation: number;
  idleSinceMs: number;
};

export type StartedEnvironment = {
  readonly environment: ExecutionEnvironment;
  /** When the function's timeout started. */
  readonly startedAtMs: number;
  readonly initMs: number;
};

export type EnvironmentStart = {
  readonly place: Place;
  readonly coldStart: ColdStart;
  /** The pool's generation. Throws when the pool has stopped. */
  readonly generation: () => number;
  /** Whether a place's environment is of the pool's generation, and the pool has not stopped. */
  readonly isCurrent: (place: Place) => boolean;
  readonly timeoutMs: () => number;
  /** Time limit of an initialization before an invocation. A second attempt counts toward the invocation. */
  readonly initLimitMs: number;
  /** Creates an environment that is not yet initialized. */
  readonly create: (coldStart: ColdStart) => Promise<ExecutionEnvironment>;
  /** Called for each environment that failed to initialize. */
  readonly onInitFailed: (environment: ExecutionEnvironment, report: InitReport) => void;
};

type Attempt = { readonly phase: InitReport['phase']; readonly limitMs: number };

/** Fills a place with an initialized environment, in at most two attempts. Returns the failure of the second one. */
export const startEnvironment = async (
  start: EnvironmentStart,
): Promise<StartedEnvironment | FunctionFailedError> => {
  const first = await attempt(start, { phase: 'init', limitMs: start.initLimitMs });
  if ('environment' in first) return { ...first, startedAtMs: Date.now() };
  return attempt(start, { phase: 'invoke', limitMs: start.timeoutMs() });
};

const attempt = async (
  start: EnvironmentStart,
  { phase, limitMs }: Attempt,
): Promise<StartedEnvironment | FunctionFailedError> => {
  const startedAtMs = Date.now();
  const environment = await createCurrent(start);
  start.place.environment = environment;
  const failure = await environment.init(start.coldStart.requestId, limitMs);
  if (failure === undefined) {
    return { environment, startedAtMs, initMs: Date.now() - startedAtMs };
  }
  const durationMs = Date.now() - startedAtMs;
  await environment.stop();
  start.onInitFailed(environment, { phase, durationMs, error: failure });
  return failure;
};

/** Creates an environment of the current generation. One that is outdated before its process has started is dropped. */
const createCurrent = async (start: EnvironmentStart): Promise<ExecutionEnvironment> => {
  const { place, coldStart } = start;
  for (;;) {
    place.generation = start.generation();
    const environment = await start.create(coldStart);
    if (start.isCurrent(place)) return environment;
    await environment.stop();
  }
};
