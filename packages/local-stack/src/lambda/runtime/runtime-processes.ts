import {
  type RuntimeProcess,
  type RuntimeProcessOptions,
  startRuntimeProcess,
} from './runtime-process.ts';

/** Every runtime process of a Lambda service, from its start until its exit. */
export type RuntimeProcesses = {
  start(options: RuntimeProcessOptions): RuntimeProcess;
  /** Number of processes that have not exited. */
  count(): number;
  /** Kills the processes that still run. Resolves when all have exited. */
  end(): Promise<void>;
};

export const createRuntimeProcesses = (): RuntimeProcesses => {
  const running = new Set<RuntimeProcess>();
  return {
    start(options) {
      const started = startRuntimeProcess(options);
      running.add(started);
      started.exited.then(() => running.delete(started));
      return started;
    },
    count: () => running.size,
    async end() {
      for (const one of running) one.kill();
      await Promise.all([...running].map(({ exited }) => exited));
    },
  };
};
