export type WaitingLineOptions = {
  /** A caller that waited this long gets the error of `tooLong`, in milliseconds. */
  readonly maxWaitMs: number;
  readonly tooLong: () => Error;
  /** `onStuck` is called when no caller was served for this long, in milliseconds. */
  readonly stuckAfterMs: number;
  readonly onStuck: () => void;
};

type Waiting<Place> = PromiseWithResolvers<Place>;

/** Callers that wait for a place. The first one is served first. */
export class WaitingLine<Place> {
  readonly #options: WaitingLineOptions;
  readonly #waiting = new Set<Waiting<Place>>();
  #stuckTimer: NodeJS.Timeout | undefined;

  constructor(options: WaitingLineOptions) {
    this.#options = options;
  }

  get length(): number {
    return this.#waiting.size;
  }

  /** Waits for a place. Rejects with the signal's reason if the caller leaves. */
  async wait(signal: AbortSignal | undefined): Promise<Place> {
    signal?.throwIfAborted();
    const { maxWaitMs, tooLong } = this.#options;
    const waiting = Promise.withResolvers<Place>();
    const leave = (reason: unknown): void => {
      if (!this.#waiting.delete(waiting)) return;
      waiting.reject(reason);
      if (this.#waiting.size === 0) clearTimeout(this.#stuckTimer);
    };
    const onAbort = (): void => leave(signal?.reason);
    const timer = setTimeout(() => leave(tooLong()), maxWaitMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    this.#waiting.add(waiting);
    if (this.#waiting.size === 1) this.#watch();
    try {
      return await waiting.promise;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /** Gives a place to the first caller. */
  serve(place: Place): void {
    const [first] = this.#waiting;
    if (first === undefined) return;
    this.#waiting.delete(first);
    first.resolve(place);
    this.#watch();
  }

  /** Sends every caller away. */
  refuseAll(error: Error): void {
    for (const waiting of this.#waiting) waiting.reject(error);
    this.#waiting.clear();
    this.#watch();
  }

  #watch(): void {
    clearTimeout(this.#stuckTimer);
    if (this.#waiting.size === 0) return;
    const { stuckAfterMs, onStuck } = this.#options;
    this.#stuckTimer = setTimeout(() => {
      this.#watch();
      onStuck();
    }, stuckAfterMs);
  }
}
