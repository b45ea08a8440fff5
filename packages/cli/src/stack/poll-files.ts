import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const intervalMs = 400;

type Polling = {
  readonly directory: string;
  /** The files to compare, relative to the directory. */
  readonly paths: () => Promise<readonly string[]>;
  /** Called with the changed files, when they have been the same for one interval. */
  readonly onChange: (changed: readonly string[]) => Promise<void>;
  readonly signal: AbortSignal;
  /** Waits for one interval. Default: 400 ms, which do not keep the process alive. */
  readonly pause?: () => Promise<void>;
};

/** The size and times of each file. */
type Look = ReadonlyMap<string, string>;

/**
 * Compares size and times of files every 400 ms until the signal aborts. Unlike a watch of the operating system, this
 * has no limit of watched files, and works on network drives and mounted folders.
 */
export const pollFiles = async (polling: Polling): Promise<void> => {
  const { directory, paths, onChange, signal, pause = pauseOf(signal) } = polling;
  let seen = await lookAt(directory, await paths());
  let pending: ReadonlySet<string> = new Set();
  while (!signal.aborted) {
    await pause();
    if (signal.aborted) return;
    const now = await lookAt(directory, await paths());
    const changed = differences(seen, now);
    seen = now;
    if (changed.length > 0) {
      pending = new Set([...pending, ...changed]);
    } else if (pending.size > 0) {
      const settled = [...pending].sort();
      pending = new Set();
      await onChange(settled);
    }
  }
};

const pauseOf = (signal: AbortSignal) => (): Promise<void> =>
  sleep(intervalMs, undefined, { signal, ref: false }).catch(() => undefined);

const lookAt = async (directory: string, paths: readonly string[]): Promise<Look> => {
  const looks = await Promise.all(
    paths.map(async (path): Promise<[string, string]> => {
      const found = await stat(join(directory, path)).catch(() => undefined);
      return [path, `${found?.size} ${found?.mtimeMs} ${found?.ctimeMs}`];
    }),
  );
  return new Map(looks);
};

/** The files with another look, and those that are in one of the looks only. */
const differences = (one: Look, other: Look): readonly string[] =>
  [...new Set([...one.keys(), ...other.keys()])].filter(
    (path) => one.get(path) !== other.get(path),
  );

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
