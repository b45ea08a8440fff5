import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '@hopwise/auth/clock';
import type { HopNumber } from '@hopwise/contracts/hops';
import type { AccessControl } from '../../access/access-control.ts';
import type { Session } from '../../access/session.ts';
import type { Account } from '../../account.ts';
import type { TurnTraces } from '../../decisions/turn-traces.ts';
import type { WriteFunctionLog } from '../../logs/function-logs.ts';
import type { TaskRoots } from '../artifact/task-roots.ts';
import type { DeployedFunction } from '../function/deployed-function.ts';
import { FunctionFailedError } from '../function/function-failed-error.ts';
import { LambdaInvokeError } from '../function/lambda-invoker.ts';
import { createFunctionLog, type FunctionLog } from '../logs/function-log.ts';
import { createPlatformLog, type PlatformLog } from '../logs/platform-log.ts';
import type { RuntimeSockets } from '../runtime/runtime-sockets.ts';
import { type ColdStart, EnvironmentPool } from './environment-pool.ts';
import { ExecutionEnvironment, type RunningInvocation } from './execution-environment.ts';
import { functionVariables } from './function-variables.ts';

export type FunctionRunnerContext = {
  readonly access: AccessControl;
  readonly account: Account;
  readonly clock: Clock;
  readonly traces: TurnTraces;
  readonly taskRoots: TaskRoots;
  readonly runtimeSockets: RuntimeSockets;
  readonly baseEnvironment: Readonly<Record<string, string>>;
  readonly maxEnvironments: number;
  readonly initLimitMs: number;
  readonly killDelayMs: number;
  readonly onLog: (line: string, functionName: string) => void;
  readonly writeLog: WriteFunctionLog;
};

export type FunctionInput = {
  readonly payload: Uint8Array;
  readonly clientContext: unknown;
  readonly turn: string | undefined;
  /** Hop of the invocation. A cold start belongs to the same hop. */
  readonly hop: HopNumber | null;
};

/** Runs authorized invocations of one function. */
export type FunctionRunner = {
  run(input: FunctionInput): Promise<RunningFunction>;
  /** The environment variables of a fresh execution environment. Throws `LambdaInvokeError`. */
  variables(): Record<string, string>;
  /** True if no invocation runs and no execution environment exists. */
  ended(): boolean;
  recycle(): Promise<void>;
  stop(): Promise<void>;
};

export type RunningFunction = RunningInvocation & {
  readonly requestId: string;
  /** How long the environment took to initialize. Absent if it existed already. */
  readonly initMs?: number | undefined;
  /** The last 4 KiB of the invocation's log. */
  logTail(): Buffer;
};

/** The turn that an execution environment currently works on. */
type Work = { turn: string | undefined };

type Line = { readonly line: string };

/** The variables of an execution environment with a session of the execution role, and its log stream. */
type RoleEnvironment = {
  readonly session: Session;
  readonly variables: Record<string, string>;
  readonly logStream: string;
};

type RoleUse = { readonly work: Work; readonly hop: HopNumber | null };

const assumeExecutionRole = (
  { access, account }: FunctionRunnerContext,
  deployedFunction: DeployedFunction,
  { work, hop }: RoleUse,
): Session => {
  const assumed = access.assumeRole({
    service: 'lambda.amazonaws.com',
    roleArn: deployedFunction.roleArn,
    sourceArn: deployedFunction.arn,
    sourceAccount: account.accountId,
    sessionName: deployedFunction.name,
    currentTurn: () => work.turn,
    hop,
  });
  if ('accessKeyId' in assumed) return assumed;
  throw new LambdaInvokeError(
    'AccessDeniedException',
    'The role defined for the function cannot be assumed by Lambda.',
  );
};

const logStreamName = (clock: Clock): string =>
  `${new Date(clock.now()).toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomUUID().replaceAll('-', '')}`;

const writeAll = (log: FunctionLog, lines: readonly string[]): void => {
  for (const line of lines) log.write(line);
};

/** The result of an invocation that never reached a runtime because initialization failed. */
const failedToStart = (requestId: string, error: FunctionFailedError): RunningFunction => ({
  requestId,
  answer: Promise.resolve({ kind: 'failed', error }),
  ended: Promise.resolve(error),
  logTail: () => Buffer.alloc(0),
});

class PooledRunner implements FunctionRunner {
  readonly #function: DeployedFunction;
  readonly #context: FunctionRunnerContext;
  readonly #pool: EnvironmentPool;
  readonly #works = new WeakMap<ExecutionEnvironment, Work>();
  readonly #platform: PlatformLog;

  constructor(deployedFunction: DeployedFunction, context: FunctionRunnerContext) {
    this.#function = deployedFunction;
    this.#context = context;
    this.#platform = createPlatformLog(deployedFunction.logging, context.account.region);
    const { reservedConcurrency = Infinity } = deployedFunction;
    const reserved = reservedConcurrency <= context.maxEnvironments;
    this.#pool = new EnvironmentPool({
      timeoutMs: deployedFunction.timeoutMs,
      initLimitMs: context.initLimitMs,
      limit: Math.min(reservedConcurrency, context.maxEnvironments),
      limitReason: reserved
        ? 'ReservedFunctionConcurrentInvocationLimitExceeded'
        : 'ConcurrentInvocationLimitExceeded',
      clock: context.clock,
      create: (coldStart) => this.#create(coldStart),
      onInitFailed: ({ log }, report) => writeAll(log, this.#platform.initFailed(report)),
    });
  }

  async run(input: FunctionInput): Promise<RunningFunction> {
    const requestId = randomUUID();
    const acquired = await this.#pool.acquire({ ...input, requestId });
    if (acquired instanceof FunctionFailedError) return failedToStart(requestId, acquired);
    const { environment, startedAtMs, initMs } = acquired;
    const work = this.#works.get(environment) ?? { turn: undefined };
    work.turn = input.turn;
    const { log } = environment;
    log.reset();
    writeAll(log, this.#platform.start(requestId));
    const { turn } = input;
    const running = environment.run({
      ...input,
      requestId,
      functionArn: this.#function.arn,
      traceHeader: turn === undefined ? undefined : this.#context.traces.headerOf(turn),
      deadlineMs: startedAtMs + this.#function.timeoutMs,
    });
    const beganAtMs = performance.now();
    const ended = running.ended.then(async (error) => {
      const durationMs = performance.now() - beganAtMs;
      // The output before the process's request for work arrives in this turn of the event loop.
      await setImmediate();
      work.turn = undefined;
      const memory = {
        memorySizeMb: this.#function.memorySizeMb,
        peakMemoryMb: environment.peakMemoryMb(),
      };
      writeAll(log, this.#platform.end({ requestId, durationMs, ...memory, initMs, error }));
      await this.#pool.release(environment);
      return error;
    });
    return { requestId, initMs, answer: running.answer, ended, logTail: () => log.tail() };
  }

  variables(): Record<string, string> {
    return this.#variables({ work: { turn: undefined }, hop: null }).variables;
  }

  ended(): boolean {
    return this.#pool.empty;
  }

  recycle(): Promise<void> {
    return this.#pool.recycle();
  }

  stop(): Promise<void> {
    return this.#pool.stop();
  }

  #variables(use: RoleUse): RoleEnvironment {
    const { account, baseEnvironment, clock } = this.#context;
    const logStream = logStreamName(clock);
    const session = assumeExecutionRole(this.#context, this.#function, use);
    const variables = functionVariables({
      deployedFunction: this.#function,
      account,
      session,
      baseEnvironment,
      logStreamName: logStream,
    });
    return { session, variables, logStream };
  }

  #onLine({
    line,
    session,
    logStream,
  }: Pick<RoleEnvironment, 'session' | 'logStream'> & Line): void {
    const { name, logging } = this.#function;
    this.#context.onLog(line, name);
    this.#context.writeLog({ line, session, logStream, logGroup: logging.logGroup });
  }

  async #create({ turn, hop }: ColdStart): Promise<ExecutionEnvironment> {
    const { taskRoots, runtimeSockets, traces } = this.#context;
    const work: Work = { turn };
    const { session, variables, logStream } = this.#variables({ work, hop });
    const taskRoot = await taskRoots.of(this.#function.artifactPath).catch((cause: unknown) => {
      throw new LambdaInvokeError(
        'ServiceException',
        `The artifact of ${this.#function.name} could not be unpacked.`,
        { cause },
      );
    });
    const environment = new ExecutionEnvironment({
      deployedFunction: this.#function,
      taskRoot,
      runtimeSocket: runtimeSockets.next(),
      killDelayMs: this.#context.killDelayMs,
      variables: {
        ...variables,
        LAMBDA_TASK_ROOT: taskRoot,
        // AWS sets the variable per invocation only. Here a request during initialization also has a turn.
        ...(turn !== undefined && { _X_AMZN_TRACE_ID: traces.headerOf(turn) }),
      },
      expiresAtMs: session.expiresAtMs,
      log: createFunctionLog((line) => this.#onLine({ line, session, logStream })),
    });
    this.#works.set(environment, work);
    writeAll(environment.log, this.#platform.initStart());
    return environment;
  }
}

export const createFunctionRunner = (
  deployedFunction: DeployedFunction,
  context: FunctionRunnerContext,
): FunctionRunner => new PooledRunner(deployedFunction, context);
