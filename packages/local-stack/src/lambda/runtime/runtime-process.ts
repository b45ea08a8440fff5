import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { FunctionLog } from '../logs/function-log.ts';

const bootstrapPath = fileURLToPath(new URL('./bootstrap/bootstrap.mjs', import.meta.url));

/** Share of a function's memory that Lambda gives to V8's heap. */
const heapShare = 0.9;

export type RuntimeProcessOptions = {
  readonly taskRoot: string;
  readonly memorySizeMb: number;
  /** The complete environment of the process. It inherits nothing from this process. */
  readonly variables: Readonly<Record<string, string>>;
  readonly log: FunctionLog;
};

/** The process of one execution environment. */
export type RuntimeProcess = {
  /** How the process ended, in Lambda's wording. Resolves after the process has exited. */
  readonly exited: Promise<string>;
  /** Makes the process, which freezes itself when idle, accept one invocation. */
  thaw(): void;
  readonly pid: number | undefined;
  /** Kills the process and all its child processes. */
  kill(): void;
};

/** Signal names as Lambda's log messages spell them. */
const signalWords: Readonly<Record<string, string>> = {
  SIGABRT: 'aborted',
  SIGKILL: 'killed',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
  SIGTRAP: 'trace/breakpoint trap',
};

const exitReason = (code: number | null, signal: NodeJS.Signals | null): string => {
  if (signal !== null) return `Runtime exited with error: signal: ${signalWords[signal] ?? signal}`;
  if (code === 0) return 'Runtime exited without providing a reason';
  return `Runtime exited with error: exit status ${code}`;
};

const ended = async (child: ChildProcess): Promise<string> => {
  try {
    const [code, signal] = await once(child, 'exit');
    return exitReason(code, signal);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return `Runtime could not be started: ${code}`;
  }
};

const hasGroups = process.platform !== 'win32';

/** Kills a whole process group on platforms that have process groups. */
const killGroup = (child: ChildProcess): void => {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (hasGroups) {
    process.kill(-child.pid, 'SIGKILL');
  } else {
    child.kill('SIGKILL');
  }
};

/** Kills the child processes that a function started before it ended itself. */
const killOrphans = ({ pid }: ChildProcess): void => {
  if (pid === undefined || !hasGroups) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group has no process left.
  }
};

/**
 * Starts the runtime as the leader of a new process group, so that Ctrl-C in the terminal does not reach it
 * directly. Its first extra pipe shows it when this process ends. The second one thaws it.
 */
export const startRuntimeProcess = (options: RuntimeProcessOptions): RuntimeProcess => {
  const heapMb = Math.floor(options.memorySizeMb * heapShare);
  const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, bootstrapPath], {
    cwd: options.taskRoot,
    env: { ...options.variables },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    detached: hasGroups,
  });
  child.once('exit', () => killOrphans(child));
  if (child.stdout) options.log.capture(child.stdout);
  if (child.stderr) options.log.capture(child.stderr);
  // A process that could not be started for lack of descriptors has no pipes.
  const pipes = child.stdio ?? [];
  const thawPipe = pipes[4];
  for (const pipe of pipes) pipe?.on('error', () => undefined);
  return {
    exited: ended(child),
    thaw() {
      if (thawPipe instanceof Writable) thawPipe.write('.');
    },
    pid: child.pid,
    kill: () => killGroup(child),
  };
};
