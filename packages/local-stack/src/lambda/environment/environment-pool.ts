import type { Clock } from '@hopwise/auth/clock';
import type { HopNumber } from '@hopwise/contracts/hops';
import type { FunctionFailedError } from '../function/function-failed-error.ts';
import { LambdaInvokeError, type ThrottleReason } from '../function/lambda-invoker.ts';
import type { InitReport } from '../logs/platform-log.ts';
import type { ExecutionEnvironment } from './execution-environment.ts';

/** Credentials must be valid this much longer than an invocation can take. */
const sessionMarginMs = 60_000;

export type ColdStart = {
  readonly requestId: string;
  readonly turn: string | undefined;
  readonly hop: HopNumber | null;
};

export type Acquired = {
  readonly environment: ExecutionEnvironment;
  /** When the function's timeout started. */
  readonly startedAtMs: number;
  /** Undefined for a reused environment. */
  readonly initMs: number | undefined;
};

export type EnvironmentPoolOptions = {
  readonly timeoutMs: number;
  /**
   * Time limit of an initialization before an invocation. A second attempt counts toward the invocation.
   */
  readonly initLimitMs: number;
  /** Limit of concurrent environments. */
  readonly limit: number;
  /** The reason for the limit. */
  readonly limitReason: ThrottleReason;
  readonly clock: Clock;
  /** Creates an environment that is not yet initialized. */
  readonly create: (coldStart: ColdStart) => Promise<ExecutionEnvironment>;
  /** Called for each environment that failed to initialize. */
  readonly onInitFailed: (environment: ExecutionEnvironment, report: InitReport) => void;
};

/** The execution environments of one function. */
export class EnvironmentPool {
  readonly #options: EnvironmentPoolOptions;
  readonly #environments = new Set<ExecutionEnvironment>();
  /** The most recently used is last, and is reused first. */
  #idle: ExecutionEnvironment[] = [];
  #retired = new WeakSet<ExecutionEnvironment>();
  #taken = 0;
  #stopped = false;

  constructor(options: EnvironmentPoolOptions) {
    this.#options = options;
  }

  /**
   * Returns an initialized environment for one invocation, or the failure of its initialization. Release
   * each acquired environment. Throws `LambdaInvokeError` when no environment is available.
   */
  async acquire(coldStart: ColdStart): Promise<Acquired | FunctionFailedError> {
    const { limit, limitReason } = this.#options;
    this.#refuseWhenStopped();
    if (this.#taken >= limit) {
      throw new LambdaInvokeError('TooManyRequestsException', 'Rate Exceeded.', {
        reason: limitReason,
      });
    }
    this.#taken += 1;
    const environment = await this.#takeIdle();
    if (environment !== undefined) {
      return { environment, startedAtMs: Date.now(), initMs: undefined };
    }
    try {
      const started = await this.#start(coldStart);
      if (!('environment' in started)) this.#taken -= 1;
      return started;
    } catch (error) {
      this.#taken -= 1;
      throw error;
    }
  }

  /** Returns an environment to the pool. One that cannot be reused is ended. */
  async release(environment: ExecutionEnvironment): Promise<void> {
    this.#taken -= 1;
    if (environment.alive && !this.#stopped && !this.#retired.has(environment)) {
      this.#idle.push(environment);
      return;
    }
    await this.#end(environment);
  }

  /** True if no invocation runs and no environment exists. */
  get empty(): boolean {
    return this.#taken === 0 && this.#environments.size === 0;
  }

  /** Ends idle environments now, and busy ones after their invocation. */
  async recycle(): Promise<void> {
    for (const environment of this.#environments) this.#retired.add(environment);
    const idle = this.#idle;
    this.#idle = [];
    await Promise.all(idle.map((environment) => this.#end(environment)));
  }

  /** Ends every environment at once and refuses new ones. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#idle = [];
    await Promise.all([...this.#environments].map((environment) => this.#end(environment)));
  }

  async #takeIdle(): Promise<ExecutionEnvironment | undefined> {
    const { clock, timeoutMs } = this.#options;
    for (let environment = this.#idle.pop(); environment; environment = this.#idle.pop()) {
      const usable = environment.expiresAtMs - clock.now() > timeoutMs + sessionMarginMs;
      if (environment.alive && usable) return environment;
      await this.#end(environment);
    }
    return undefined;
  }

  async #start(coldStart: ColdStart): Promise<Acquired | FunctionFailedError> {
    const first = await this.#attempt(coldStart, {
      phase: 'init',
      limitMs: this.#options.initLimitMs,
    });
    if ('environment' in first) return { ...first, startedAtMs: Date.now() };
    return this.#attempt(coldStart, { phase: 'invoke', limitMs: this.#options.timeoutMs });
  }

  async #attempt(
    coldStart: ColdStart,
    { phase, limitMs }: { readonly phase: InitReport['phase']; readonly limitMs: number },
  ): Promise<Acquired | FunctionFailedError> {
    const startedAtMs = Date.now();
    this.#refuseWhenStopped();
    const environment = await this.#options.create(coldStart);
    this.#refuseWhenStopped();
    this.#environments.add(environment);
    const failure = await environment.init(coldStart.requestId, limitMs);
    if (failure === undefined) {
      return { environment, startedAtMs, initMs: Date.now() - startedAtMs };
    }
    const durationMs = Date.now() - startedAtMs;
    await this.#end(environment);
    this.#options.onInitFailed(environment, { phase, durationMs, error: failure });
    return failure;
  }

  #refuseWhenStopped(): void {
    if (this.#stopped) throw new LambdaInvokeError('ServiceException', 'Lambda is shutting down.');
  }

  async #end(environment: ExecutionEnvironment): Promise<void> {
    this.#environments.delete(environment);
    await environment.stop();
  }
}
