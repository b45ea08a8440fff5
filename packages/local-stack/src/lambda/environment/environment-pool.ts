import type { Clock } from '@hopwise/auth/clock';
import type { FunctionFailedError } from '../function/function-failed-error.ts';
import { LambdaInvokeError } from '../function/lambda-invoker.ts';
import type { ColdStart } from './cold-start.ts';
import { type ConcurrencyLimit, concurrencyLimit, throttled } from './concurrency-limit.ts';
import type { ExecutionEnvironment } from './execution-environment.ts';
import type { Scaling } from './scaling.ts';
import { type EnvironmentStart, type Place, startEnvironment } from './start-environment.ts';
import { WaitingLine } from './waiting-line.ts';

/** Credentials must be valid this much longer than an invocation can take. */
const sessionMarginMs = 60_000;

export type Acquired = {
  readonly environment: ExecutionEnvironment;
  /** When the function's timeout started. */
  readonly startedAtMs: number;
  /** Undefined for a reused environment. */
  readonly initMs: number | undefined;
  /** Returns the environment to the pool. One that cannot be reused is ended. */
  release(): Promise<void>;
};

/** The settings of the function that is deployed now. */
export type PoolSettings = {
  readonly timeoutMs: number;
  /** `ReservedConcurrentExecutions` of the function. */
  readonly reservedConcurrency: number | undefined;
};

export type EnvironmentPoolOptions = Pick<
  EnvironmentStart,
  'create' | 'initLimitMs' | 'onInitFailed'
> & {
  readonly functionName: string;
  readonly settings: () => PoolSettings;
  readonly scaling: Scaling;
  readonly clock: Clock;
};

/** The execution environments of one function. */
export class EnvironmentPool {
  readonly #options: EnvironmentPoolOptions;
  readonly #places = new Set<Place>();
  /** The most recently used is last, and is reused first. */
  #idle: Place[] = [];
  readonly #line: WaitingLine<Place>;
  readonly #starting = new Set<Promise<unknown>>();
  /** Invocations that run or wait. */
  #taken = 0;
  /** Number of environments up to which the pool grows now. */
  #growsTo: number;
  /** Environments of an earlier generation are not reused. */
  #generation = 0;
  #stopped = false;

  constructor(options: EnvironmentPoolOptions) {
    this.#options = options;
    const { scaling } = options;
    this.#growsTo = scaling.eagerEnvironments;
    this.#line = new WaitingLine({
      maxWaitMs: scaling.maxWaitMs,
      tooLong: () => throttled(this.#limit(), `It waited for ${scaling.maxWaitMs / 1000} seconds.`),
      stuckAfterMs: scaling.growAfterMs,
      onStuck: () => this.#grow(),
    });
  }

  /**
   * Returns an initialized environment for one invocation, or the failure of its initialization. Waits for a busy
   * environment if the function has as many as it can have. Release each acquired environment. Throws
   * `LambdaInvokeError` when no environment is available, and the signal's reason if the caller leaves while it waits.
   */
  async acquire(
    coldStart: ColdStart,
    signal?: AbortSignal,
  ): Promise<Acquired | FunctionFailedError> {
    this.#refuseWhenStopped();
    const reserved = this.#limit();
    if (reserved.isReserved && this.#taken >= reserved.limit) throw throttled(reserved);
    this.#taken += 1;
    try {
      const place = await this.#place(signal);
      const acquired = await this.#start(place, coldStart);
      if (!('environment' in acquired)) this.#taken -= 1;
      return acquired;
    } catch (error) {
      this.#taken -= 1;
      throw error;
    }
  }

  /** Number of environments, including those that are being created and those that are ending. */
  get size(): number {
    return this.#places.size;
  }

  /** Ends idle environments now, and busy ones after their invocation. */
  async recycle(): Promise<void> {
    this.#generation += 1;
    const idle = this.#idle;
    this.#idle = [];
    await Promise.all(idle.map((place) => this.#end(place)));
  }

  /** Ends the environments that had no invocation for the idle time. */
  async endIdle(): Promise<void> {
    const { clock, scaling } = this.#options;
    const oldest = clock.now() - scaling.idleMs;
    const ending = this.#idle.filter(({ idleSinceMs }) => idleSinceMs <= oldest);
    this.#idle = this.#idle.filter((place) => !ending.includes(place));
    await Promise.all(ending.map((place) => this.#end(place)));
  }

  /** Ends every environment at once and refuses new ones. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#idle = [];
    this.#line.refuseAll(shuttingDown());
    await Promise.all([...this.#places].map(({ environment }) => environment?.stop()));
    await Promise.allSettled(this.#starting);
  }

  #place(signal: AbortSignal | undefined): Place | Promise<Place> {
    const waiting = this.#line.length;
    const place = waiting === 0 ? this.#takeFree() : undefined;
    if (place !== undefined) return place;
    if (waiting < this.#options.scaling.maxWaiting) return this.#line.wait(signal);
    throw throttled(this.#limit(), `${waiting} other invocations wait.`);
  }

  #limit(): ConcurrencyLimit {
    const { functionName, settings, scaling } = this.#options;
    return concurrencyLimit(functionName, settings().reservedConcurrency, scaling);
  }

  /** Returns an idle environment, or a place for a new one. */
  #takeFree(): Place | undefined {
    for (let place = this.#idle.pop(); place !== undefined; place = this.#idle.pop()) {
      if (this.#isUsable(place)) return place;
      void this.#end(place);
    }
    if (this.#places.size >= Math.min(this.#growsTo, this.#limit().limit)) return undefined;
    const place = { environment: undefined, generation: this.#generation, idleSinceMs: 0 };
    this.#places.add(place);
    return place;
  }

  #isUsable({ environment }: Place): boolean {
    const { clock, settings } = this.#options;
    if (environment?.alive !== true) return false;
    return environment.expiresAtMs - clock.now() > settings().timeoutMs + sessionMarginMs;
  }

  #serveWaiting(): void {
    while (this.#line.length > 0) {
      const place = this.#takeFree();
      if (place === undefined) return;
      this.#line.serve(place);
    }
  }

  #grow(): void {
    if (this.#options.scaling.isBusy()) return;
    this.#growsTo = Math.max(this.#growsTo, this.#places.size + Math.ceil(this.#places.size / 2));
    this.#serveWaiting();
  }

  async #start(place: Place, coldStart: ColdStart): Promise<Acquired | FunctionFailedError> {
    const release = () => this.#release(place);
    const { environment } = place;
    if (environment !== undefined) {
      return { environment, startedAtMs: Date.now(), initMs: undefined, release };
    }
    const { create, initLimitMs, onInitFailed, settings } = this.#options;
    const starting = startEnvironment({
      place,
      coldStart,
      create,
      initLimitMs,
      onInitFailed,
      generation: () => {
        this.#refuseWhenStopped();
        return this.#generation;
      },
      isCurrent: (one) => this.#isCurrent(one),
      timeoutMs: () => settings().timeoutMs,
    });
    this.#starting.add(starting);
    try {
      const started = await starting;
      if ('environment' in started) return { ...started, release };
      await this.#end(place);
      return started;
    } catch (error) {
      await this.#end(place);
      throw error;
    } finally {
      this.#starting.delete(starting);
    }
  }

  async #release(place: Place): Promise<void> {
    this.#taken -= 1;
    if (!this.#isCurrent(place) || place.environment?.alive !== true) {
      return this.#end(place);
    }
    place.idleSinceMs = this.#options.clock.now();
    this.#idle.push(place);
    this.#serveWaiting();
  }

  #isCurrent({ generation }: Place): boolean {
    return generation === this.#generation && !this.#stopped;
  }

  #refuseWhenStopped(): void {
    if (this.#stopped) throw shuttingDown();
  }

  async #end(place: Place): Promise<void> {
    await place.environment?.stop();
    this.#places.delete(place);
    const { eagerEnvironments } = this.#options.scaling;
    if (this.#places.size <= eagerEnvironments) this.#growsTo = eagerEnvironments;
    this.#serveWaiting();
  }
}

const shuttingDown = (): LambdaInvokeError =>
  new LambdaInvokeError('ServiceException', 'Lambda is shutting down.');
