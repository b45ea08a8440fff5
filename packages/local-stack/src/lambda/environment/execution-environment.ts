import type { TaskRoot } from '../artifact/task-roots.ts';
import type { DeployedFunction } from '../function/deployed-function.ts';
import {
  type FunctionFailedError,
  responseTruncated,
  runtimeExited,
  timedOut,
} from '../function/function-failed-error.ts';
import type { FunctionLog } from '../logs/function-log.ts';
import { RuntimeApi } from '../runtime/runtime-api.ts';
import type { RuntimeAnswer, RuntimeInvocation } from '../runtime/runtime-invocation.ts';
import type { RuntimeProcess } from '../runtime/runtime-process.ts';
import type { RuntimeProcesses } from '../runtime/runtime-processes.ts';
import { type MemoryWatch, watchMemory } from './memory-watch.ts';
import { limitProcessTime } from './process-time-limit.ts';

export type ExecutionEnvironmentOptions = {
  readonly deployedFunction: DeployedFunction;
  readonly taskRoot: TaskRoot;
  /** Path of the socket of the Runtime API. */
  readonly runtimeSocket: string;
  readonly variables: Readonly<Record<string, string>>;
  /** When the credentials in `variables` expire. */
  readonly expiresAtMs: number;
  /** Milliseconds between an invocation's deadline and the end of the process. */
  readonly killDelayMs: number;
  readonly log: FunctionLog;
  readonly processes: RuntimeProcesses;
};

type Current = {
  readonly requestId: string;
  readonly answer: PromiseWithResolvers<RuntimeAnswer>;
  readonly ended: PromiseWithResolvers<FunctionFailedError | undefined>;
};

export type RunningInvocation = {
  /** Never rejects. */
  readonly answer: Promise<RuntimeAnswer>;
  /** Resolves when the environment is idle again, or with the failure that ended it. Never rejects. */
  readonly ended: Promise<FunctionFailedError | undefined>;
};

/** A runtime process with its Runtime API. Runs one invocation at a time. */
export class ExecutionEnvironment {
  readonly deployedFunction: DeployedFunction;
  readonly expiresAtMs: number;
  readonly log: FunctionLog;
  readonly #options: ExecutionEnvironmentOptions;
  readonly #api: RuntimeApi;
  readonly #initialized = Promise.withResolvers<FunctionFailedError | undefined>();
  #process: RuntimeProcess | undefined;
  #current: Current | undefined;
  #failure: FunctionFailedError | undefined;
  #outOfMemory = false;
  #memory: MemoryWatch | undefined;
  #alive = true;
  #stopping: Promise<void> | undefined;

  constructor(options: ExecutionEnvironmentOptions) {
    this.#options = options;
    this.deployedFunction = options.deployedFunction;
    this.expiresAtMs = options.expiresAtMs;
    this.log = options.log;
    this.#api = new RuntimeApi({
      idle: () => this.#idle(),
      initFailed: (error) => this.#initialized.resolve(error),
      answered: (answer) => this.#current?.answer.resolve(answer),
      connectionError: () => this.#connectionError(),
    });
  }

  /** False after the process has ended or has been sent a signal to end. */
  get alive(): boolean {
    return this.#alive;
  }

  /** Loads the function, in the limit plus `killDelayMs`. Resolves with the failure, if any; the environment has then ended. */
  async init(requestId: string, limitMs: number): Promise<FunctionFailedError | undefined> {
    const { deployedFunction, taskRoot, runtimeSocket, variables, log, processes } = this.#options;
    await this.#api.listen(runtimeSocket);
    if (!this.#alive) {
      await this.#api.close();
      return runtimeExited(requestId, 'Runtime was stopped before it had started');
    }
    this.#process = processes.start({
      taskRoot: taskRoot.path,
      memorySizeMb: deployedFunction.memorySizeMb,
      variables: { ...variables, AWS_LAMBDA_RUNTIME_API: runtimeSocket },
      log,
    });
    this.#process.exited.then((how) => this.#exited(how, requestId));
    this.#watchMemory();
    const endLimit = limitProcessTime({
      pid: this.#process.pid,
      limitMs: limitMs + this.#options.killDelayMs,
      onExceeded: () => this.#initialized.resolve(timedOut(requestId, limitMs, new Date())),
    });
    const failure = await this.#initialized.promise;
    endLimit();
    this.#memory?.stop();
    if (failure !== undefined) await this.stop();
    return failure;
  }

  /** Runs an invocation up to its deadline, plus `killDelayMs`. The environment must be idle. */
  run(invocation: RuntimeInvocation): RunningInvocation {
    const current: Current = {
      requestId: invocation.requestId,
      answer: Promise.withResolvers(),
      ended: Promise.withResolvers(),
    };
    this.#current = current;
    const limitMs = invocation.deadlineMs - Date.now() + this.#options.killDelayMs;
    const timer = setTimeout(() => this.#timeOut(current), limitMs);
    this.#watchMemory();
    current.ended.promise.then(() => {
      clearTimeout(timer);
      this.#memory?.stop();
    });
    this.#api.dispatch(invocation);
    this.#process?.thaw();
    return { answer: current.answer.promise, ended: current.ended.promise };
  }

  /** Peak memory during the last invocation. Undefined on platforms that do not report it. */
  peakMemoryMb(): number | undefined {
    return this.#memory?.peakMb();
  }

  /** Ends the process and the Runtime API. Resolves when both have ended. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    this.#alive = false;
    this.#memory?.stop();
    this.#process?.kill();
    await this.#process?.exited;
    this.#options.taskRoot.release();
    await this.#api.close();
  }

  #idle(): void {
    const current = this.#current;
    this.#current = undefined;
    this.#initialized.resolve(undefined);
    if (current === undefined) return;
    const error = responseTruncated(current.requestId);
    current.answer.resolve({ kind: 'failed', error });
    current.ended.resolve(undefined);
  }

  #watchMemory(): void {
    const { memorySizeMb } = this.#options.deployedFunction;
    this.#memory?.stop();
    this.#memory = watchMemory(this.#process?.pid, memorySizeMb, () => {
      this.#outOfMemory = true;
      this.#alive = false;
      this.#process?.kill();
    });
  }

  #timeOut(current: Current): void {
    const { timeoutMs } = this.#options.deployedFunction;
    this.#failure = timedOut(current.requestId, timeoutMs, new Date());
    this.#alive = false;
    this.#process?.kill();
  }

  #exited(how: string, initRequestId: string): void {
    this.#alive = false;
    const current = this.#current;
    const errorType = this.#outOfMemory ? 'Runtime.OutOfMemory' : 'Runtime.ExitError';
    const requestId = current?.requestId ?? initRequestId;
    const error = this.#failure ?? runtimeExited(requestId, how, errorType);
    this.#initialized.resolve(error);
    current?.answer.resolve({ kind: 'failed', error });
    current?.ended.resolve(error);
  }

  async #connectionError(): Promise<FunctionFailedError> {
    const current = this.#current;
    const failure = await current?.ended.promise;
    return failure ?? responseTruncated(current?.requestId ?? '');
  }
}
