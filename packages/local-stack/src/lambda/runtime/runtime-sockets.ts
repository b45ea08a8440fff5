import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ownedPrefix, shortDirectory } from '../../work-directory/work-directory.ts';
import { LambdaInvokeError } from '../function/lambda-invoker.ts';

/**
 * Length limit of the path of a Unix socket in bytes: the lowest one of the supported platforms, macOS. See `sun_path` in
 * https://github.com/apple-oss-distributions/xnu/blob/main/bsd/sys/un.h
 */
const maxPathBytes = 103;

/** The addresses of the Runtime APIs of one Lambda service. No other user of this machine can open them. */
export type RuntimeSockets = {
  /**
   * Returns a new address: the path of a Unix socket in a folder of mode 0700, or a named pipe on Windows. Throws
   * `LambdaInvokeError` if no folder has a short enough path.
   */
  next(): string;
  /** Removes the folder. */
  remove(): Promise<void>;
};

export type RuntimeSocketsOptions = {
  /** An existing folder that only this user can read. */
  readonly workDirectory: string;
  readonly platform?: NodeJS.Platform;
  readonly fallbackDirectory?: string;
};

export const createRuntimeSockets = ({
  workDirectory,
  platform = process.platform,
  fallbackDirectory = shortDirectory,
}: RuntimeSocketsOptions): RuntimeSockets => {
  let directory: string | undefined;
  let count = 0;
  return {
    next() {
      if (platform === 'win32') return `\\\\.\\pipe\\hopwise-${randomUUID()}`;
      directory ??= createDirectory([
        { parent: workDirectory, prefix: 'r-' },
        { parent: fallbackDirectory, prefix: ownedPrefix() },
      ]);
      count += 1;
      return join(directory, `${count}.sock`);
    },
    async remove() {
      if (directory !== undefined) await rm(directory, { recursive: true, force: true });
    },
  };
};

type Candidate = { readonly parent: string; readonly prefix: string };

/** `mkdtemp` creates folders with the mode 0700. */
const createDirectory = (candidates: readonly Candidate[]): string => {
  const short = candidates.find((one) => longestPath(one) <= maxPathBytes);
  if (short !== undefined) return mkdtempSync(join(short.parent, short.prefix));
  throw new LambdaInvokeError(
    'ServiceException',
    `The Runtime API needs a Unix socket whose path has at most ${maxPathBytes} bytes, and the path in ${candidates[0]?.parent} is longer. Set TMPDIR to a folder with a shorter path.`,
  );
};

const longestPath = ({ parent, prefix }: Candidate): number =>
  Buffer.byteLength(join(parent, `${prefix}XXXXXX`, '9999999.sock'));
