import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const intervalMs = 400;

type Polling = {
  readonly directory: string;
  /** The files to compare, relative to the directory. */
  readonly paths: () => Promise<readonly string[]>;
  /** Called after a change, when the files have been the same for one interval. */
  readonly onChange: () => Promise<void>;
  readonly signal: AbortSignal;
};

/**
 * Compares size and times of files every 400 ms until the signal aborts. Unlike a watch of the operating system, this
 * has no limit of watched files, and works on network drives and mounted folders.
 */
export const pollFiles = async ({ directory, paths, onChange, signal }: Polling): Promise<void> => {
  let seen = await lookAt(directory, await paths());
  let isPending = false;
  while (await pause(signal)) {
    const now = await lookAt(directory, await paths());
    if (now !== seen) {
      seen = now;
      isPending = true;
    } else if (isPending) {
      isPending = false;
      await onChange();
    }
  }
};

const pause = async (signal: AbortSignal): Promise<boolean> => {
  await sleep(intervalMs, undefined, { signal, ref: false }).catch(() => undefined);
  return !signal.aborted;
};

const lookAt = async (directory: string, paths: readonly string[]): Promise<string> => {
  const looks = await Promise.all(
    paths.map(async (path) => {
      const found = await stat(join(directory, path)).catch(() => undefined);
      return `${path} ${found?.size} ${found?.mtimeMs} ${found?.ctimeMs}`;
    }),
  );
  return looks.sort().join('\n');
};

/** When one of the files last changed, in milliseconds since 1970. */
export const lastChangeMs = async (
  directory: string,
  paths: readonly string[],
): Promise<number> => {
  const times = await Promise.all(
    paths.map(async (path) => (await stat(join(directory, path)).catch(() => undefined))?.ctimeMs),
  );
  return Math.max(0, ...times.map((time) => time ?? 0));
};
