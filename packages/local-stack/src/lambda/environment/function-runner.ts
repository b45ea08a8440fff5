import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '@hopwise/auth/clock';
import type { HopNumber } from '@hopwise/contracts/hops';
import type { AccessControl } from '../../access/access-control.ts';
import type { Session } from '../../access/session.ts';
import type { Account } from '../../account.ts';
import type { DecisionRecord } from '../../decisions/decision-record.ts';
import type { TurnTraces } from '../../decisions/turn-traces.ts';
import type { WriteFunctionLog } from '../../logs/function-logs.ts';
import type { TaskRoots } from '../artifact/task-roots.ts';
import type { DeployedFunction } from '../function/deployed-function.ts';
import { FunctionFailedError } from '../function/function-failed-error.ts';
import { LambdaInvokeError } from '../function/lambda-invoker.ts';
import { createFunctionLog, type FunctionLog } from '../logs/function-log.ts';
import { logStreamName } from '../logs/log-stream-name.ts';
import { createPlatformLog, type PlatformLog } from '../logs/platform-log.ts';
import type { RuntimeProcesses } from '../runtime/runtime-processes.ts';
import type { RuntimeSockets } from '../runtime/runtime-sockets.ts';
import { closeOrigins, type FunctionNetworks } from './closed-origins.ts';
import type { ColdStart } from './cold-start.ts';
import { environmentNotCreated, reasonOf } from './environment-not-created.ts';
import { EnvironmentPool } from './environment-pool.ts';
import { ExecutionEnvironment, type ExecutionEnvironmentOptions } from './execution-environment.ts';
import { assumeExecutionRole, type RoleUse, type Work } from './execution-role.ts';
import { functionVariables } from './function-variables.ts';
import { failedToStart, type RunningFunction } from './running-function.ts';
import type { Scaling } from './scaling.ts';

export type FunctionRunnerContext = {
  readonly access: AccessControl;
  readonly account: Account;
  readonly clock: Clock;
  readonly traces: TurnTraces;
  readonly decisions: Pick<DecisionRecord, 'add'>;
  readonly taskRoots: TaskRoots;
  readonly runtimeSockets: RuntimeSockets;
  readonly baseEnvironment: Readonly<Record<string, string>>;
  readonly processes: RuntimeProcesses;
  readonly scaling: Scaling;
  readonly initLimitMs: number;
  readonly killDelayMs: number;
  readonly onLog: (line: string, functionName: string) => void;
  readonly writeLog: WriteFunctionLog;
  readonly networks: FunctionNetworks;
};

export type FunctionInput = {
  readonly payload: Uint8Array;
  readonly clientContext: unknown;
  readonly turn: string | undefined;
  /** Hop of the invocation. A cold start belongs to the same hop. */
  readonly hop: HopNumber | null;
  /** Aborts when the caller no longer waits. An invocation that has not begun is then dropped. */
  readonly signal?: AbortSignal | undefined;
};

/** Runs authorized invocations of one function. */
export type FunctionRunner = {
  run(input: FunctionInput): Promise<RunningFunction>;
  /** The environment variables of a fresh execution environment. Throws `LambdaInvokeError`. */
  variables(): Promise<Record<string, string>>;
  /** Number of execution environments, including those that are being created and those that are ending. */
  environments(): number;
  /** Deploys a new version of the function. Running invocations finish on the old one. */
  replace(deployedFunction: DeployedFunction): Promise<void>;
  /** Ends the environments, so that the next invocations start cold. Busy ones finish first. */
  recycle(): Promise<void>;
  /** Ends the environments that had no invocation for the idle time. */
  endIdle(): Promise<void>;
  stop(): Promise<void>;
};

/** The variables of an execution environment with a session of the execution role, and its log stream. */
type RoleEnvironment = {
  readonly session: Session;
  readonly variables: Record<string, string>;
  readonly logStream: string;
};

const writeAll = (log: FunctionLog, lines: readonly string[]): void => {
  for (const line of lines) log.write(line);
};

class PooledRunner implements FunctionRunner {
  #function: DeployedFunction;
  readonly #context: FunctionRunnerContext;
  readonly #pool: EnvironmentPool;
  readonly #works = new WeakMap<ExecutionEnvironment, Work>();
  #platform: PlatformLog;

  constructor(deployedFunction: DeployedFunction, context: FunctionRunnerContext) {
    this.#function = deployedFunction;
    this.#context = context;
    this.#platform = createPlatformLog(deployedFunction.logging, context.account.region);
    this.#pool = new EnvironmentPool({
      functionName: deployedFunction.name,
      settings: () => this.#function,
      scaling: context.scaling,
      initLimitMs: context.initLimitMs,
      clock: context.clock,
      create: (coldStart) => this.#create(coldStart),
      onInitFailed: ({ log }, report) => writeAll(log, this.#platform.initFailed(report)),
    });
  }

  async run(input: FunctionInput): Promise<RunningFunction> {
    const requestId = randomUUID();
    const acquired = await this.#pool.acquire({ ...input, requestId }, input.signal);
    if (acquired instanceof FunctionFailedError) return failedToStart(requestId, acquired);
    const { environment, startedAtMs, initMs } = acquired;
    const work = this.#works.get(environment) ?? { turn: undefined };
    work.turn = input.turn;
    const { log } = environment;
    const { arn, timeoutMs, memorySizeMb } = environment.deployedFunction;
    const platform = this.#platform;
    log.reset();
    writeAll(log, platform.start(requestId));
    const { turn } = input;
    const running = environment.run({
      ...input,
      requestId,
      functionArn: arn,
      traceHeader: turn === undefined ? undefined : this.#context.traces.headerOf(turn),
      deadlineMs: startedAtMs + timeoutMs,
    });
    const beganAtMs = performance.now();
    const ended = running.ended.then(async (error) => {
      const durationMs = performance.now() - beganAtMs;
      // The output before the process's request for work arrives in this turn of the event loop.
      await setImmediate();
      work.turn = undefined;
      const memory = { memorySizeMb, peakMemoryMb: environment.peakMemoryMb() };
      writeAll(log, platform.end({ requestId, durationMs, ...memory, initMs, error }));
      await acquired.release();
      return error;
    });
    return { requestId, initMs, answer: running.answer, ended, logTail: () => log.tail() };
  }

  async variables(): Promise<Record<string, string>> {
    return (await this.#variables({ work: { turn: undefined }, hop: null })).variables;
  }

  environments(): number {
    return this.#pool.size;
  }

  async replace(deployedFunction: DeployedFunction): Promise<void> {
    this.#function = deployedFunction;
    this.#platform = createPlatformLog(deployedFunction.logging, this.#context.account.region);
    await this.#pool.recycle();
  }

  recycle(): Promise<void> {
    return this.#pool.recycle();
  }

  endIdle(): Promise<void> {
    return this.#pool.endIdle();
  }

  stop(): Promise<void> {
    return this.#pool.stop();
  }

  async #variables(use: RoleUse): Promise<RoleEnvironment> {
    const { account, baseEnvironment, clock, networks } = this.#context;
    const logStream = logStreamName(clock);
    const session = assumeExecutionRole(this.#context, this.#function, use);
    const deployedFunction = this.#function;
    const variables = functionVariables({
      deployedFunction,
      account,
      session,
      baseEnvironment,
      logStreamName: logStream,
    });
    const closed = await networks.closedOrigins(deployedFunction);
    return { session, variables: closeOrigins(variables, closed), logStream };
  }

  #onLine({
    line,
    session,
    logStream,
  }: Pick<RoleEnvironment, 'session' | 'logStream'> & { readonly line: string }): void {
    const { name, logging } = this.#function;
    this.#context.onLog(line, name);
    this.#context.writeLog({ line, session, logStream, logGroup: logging.logGroup });
  }

  /** Unpacks the function's artifact, and finds a socket. A failure is also written into the function's log. */
  async #prepare(
    { name, arn, artifactPath }: DeployedFunction,
    { turn, hop, ...written }: ColdStart & Pick<RoleEnvironment, 'session' | 'logStream'>,
  ): Promise<Pick<ExecutionEnvironmentOptions, 'taskRoot' | 'runtimeSocket'>> {
    const { runtimeSockets, taskRoots, decisions } = this.#context;
    try {
      const runtimeSocket = runtimeSockets.next();
      return { runtimeSocket, taskRoot: await taskRoots.use(artifactPath) };
    } catch (cause) {
      const line = `The execution environment of ${name} could not be created. ${reasonOf(cause)}`;
      this.#onLine({ ...written, line });
      decisions.add(environmentNotCreated({ turn, hop, functionArn: arn, cause }));
      throw new LambdaInvokeError('ServiceException', line, { cause });
    }
  }

  async #create(coldStart: ColdStart): Promise<ExecutionEnvironment> {
    const { turn, hop } = coldStart;
    const { traces, processes } = this.#context;
    const deployedFunction = this.#function;
    const work: Work = { turn };
    const { session, variables, logStream } = await this.#variables({ work, hop });
    const prepared = await this.#prepare(deployedFunction, {
      ...coldStart,
      session,
      logStream,
    });
    const environment = new ExecutionEnvironment({
      deployedFunction,
      ...prepared,
      processes,
      killDelayMs: this.#context.killDelayMs,
      variables: {
        ...variables,
        LAMBDA_TASK_ROOT: prepared.taskRoot.path,
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
