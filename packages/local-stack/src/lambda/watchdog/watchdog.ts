import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';

const programPath = fileURLToPath(new URL('./program.mjs', import.meta.url));

/** The watchdog itself ends after ten seconds. A stopped process does not. */
const endMs = 30_000;
/** A watchdog that cannot run is not started forever. */
const mostStarts = 100;

/** A runtime process that the watchdog knows. */
export type Watched = {
  started(pid: number | undefined): void;
  exited(): void;
};

/**
 * A small process that outlives the stack, and kills the stack's other processes when the stack has ended, even by
 * `kill -9`: the process group of each runtime, and on Linux every process that has inherited a runtime's environment.
 */
export type Watchdog = {
  /** Call it before the process starts. The address is the process's variable `AWS_LAMBDA_RUNTIME_API`. */
  watch(address: string): Watched;
  /** Makes the watchdog kill what is left. Resolves when it has ended. */
  end(): Promise<void>;
};

/** The watchdog starts with the first runtime process, and again when it was killed while a runtime runs. */
export const createWatchdog = (): Watchdog => {
  /** Process ids of the runtimes by address. The id is undefined before the process has started. */
  const running = new Map<string, number | undefined>();
  let current: ChildProcess | undefined;
  let starts = 0;

  const tell = (message: object): void => {
    current?.stdin?.write(`${JSON.stringify(message)}\n`);
  };

  const start = (): void => {
    if (starts >= mostStarts) return;
    starts += 1;
    const child = startProgram();
    current = child;
    const forget = (): boolean => {
      const isCurrent = current === child;
      if (isCurrent) current = undefined;
      return isCurrent;
    };
    child.once('error', forget);
    child.once('exit', () => {
      if (forget() && running.size > 0) start();
    });
    for (const [address, started] of running) tell({ address, started });
  };

  return {
    watch(address) {
      running.set(address, undefined);
      if (current) {
        tell({ address });
      } else {
        start();
      }
      return {
        started(pid) {
          running.set(address, pid);
          tell({ started: pid });
        },
        exited() {
          tell({ exited: { pid: running.get(address), address } });
          running.delete(address);
        },
      };
    },
    async end() {
      const child = current;
      current = undefined;
      if (child?.pid === undefined) return;
      child.ref();
      const exited = once(child, 'exit');
      const timer = setTimeout(() => child.kill('SIGKILL'), endMs);
      child.stdin?.end();
      await exited;
      clearTimeout(timer);
    },
  };
};

/** Starts the program in its own process group, so that neither Ctrl-C nor the end of this process reaches it. */
const startProgram = (): ChildProcess => {
  const child = spawn(process.execPath, ['--max-semi-space-size=1', programPath], {
    cwd: '/',
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  child.stdin?.on('error', () => undefined);
  if (child.stdin instanceof Socket) child.stdin.unref();
  child.unref();
  return child;
};
