import { createWatchdog } from '../watchdog/watchdog.ts';
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
  /** Kills the processes that still run, and those that they have started. Resolves when all have exited. */
  end(): Promise<void>;
};

export const createRuntimeProcesses = (): RuntimeProcesses => {
  const running = new Set<RuntimeProcess>();
  const watchdog = createWatchdog();
  return {
    start(options) {
      const watched = watchdog.watch(options.variables.AWS_LAMBDA_RUNTIME_API ?? '');
      const started = startRuntimeProcess(options);
      watched.started(started.pid);
      running.add(started);
      started.exited.then(() => {
        running.delete(started);
        watched.exited();
      });
      return started;
    },
    count: () => running.size,
    async end() {
      for (const one of running) one.kill();
      await Promise.all([...running].map(({ exited }) => exited));
      await watchdog.end();
    },
  };
};
