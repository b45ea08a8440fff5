import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { types } from 'node:util';
import { stackStatePath } from '@hopwise/contracts/stack-state';

/** Hopwise cannot use its folder, or the folder for temporary files. The message says what to do. */
export class FileProblemError extends Error {
  override readonly name = 'FileProblemError';
}

/** A `FileProblemError` in place of an error of the file system, otherwise the error itself. */
export const namedFileProblem = async (
  error: unknown,
  serviceDirectory: string,
): Promise<unknown> => {
  const problem = await fileProblem(error, serviceDirectory);
  return problem === undefined ? error : new FileProblemError(problem, { cause: error });
};

/**
 * Says what is wrong with the folder `.hopwise` or the folder for temporary files, and what to do. `undefined` if the
 * error is not an error of the file system there.
 */
const fileProblem = async (
  error: unknown,
  serviceDirectory: string,
): Promise<string | undefined> => {
  const own: Folder = {
    path: join(serviceDirectory, dirname(stackStatePath)),
    otherwise: 'delete it: Hopwise creates it again',
    toFree: 'for example with `./hopwise clean`',
  };
  const temporary: Folder = {
    path: tmpdir(),
    otherwise: 'set TMPDIR to another folder',
    toFree: 'or set TMPDIR to a folder on another disk',
  };
  if (!types.isNativeError(error)) return undefined;
  const { code = '', path, message, syscall }: NodeJS.ErrnoException = error;
  if (fullDisk.test(code) || fullDisk.test(message)) return fullText(path, own, temporary);
  const folder = [own, temporary].find((one) => path !== undefined && isIn(path, one.path));
  if (!folder || path === undefined) return undefined;
  // Node reports a read-only file system as ENOENT when it creates a folder with its parents.
  if (code === 'EROFS' || (code === 'ENOENT' && syscall === 'mkdir')) {
    return `The file system of ${folder.path} is read-only. Hopwise must be able to write there.`;
  }
  if (code === 'EACCES' || code === 'EPERM') return accessText(path, code, folder);
  return wrongKind.has(code) ? kindText(path, folder) : undefined;
};

type Folder = {
  readonly path: string;
  /** What to do if this user cannot write to the folder. */
  readonly otherwise: string;
  /** How to free space. */
  readonly toFree: string;
};

/** The deploy tool reports a full disk in its output only. */
const fullDisk = /\b(?:ENOSPC|EDQUOT)\b/;

/** Codes of an operation on a file where a folder is expected, or the other way round. */
const wrongKind: ReadonlySet<string> = new Set(['EEXIST', 'EISDIR', 'ENOTDIR', 'ERR_FS_EISDIR']);

const isIn = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(`${folder}${sep}`);

const fullText = (path: string | undefined, own: Folder, temporary: Folder): string => {
  const [known] = [own, temporary].filter((one) => path !== undefined && isIn(path, one.path));
  return known
    ? `The disk of ${known.path} is full. Free space there, ${known.toFree}, then repeat this command.`
    : `A disk is full: the one of ${own.path} or of ${temporary.path}. Free space there, ${own.toFree}, then repeat this command.`;
};

const accessText = async (path: string, code: string, folder: Folder): Promise<string> => {
  if (!(await stat(folder.path).catch(() => undefined))) {
    return `Hopwise cannot create the folder ${folder.path} (${code}). Allow this user to write to ${dirname(folder.path)}.`;
  }
  return `This user has no access to ${path} (${code}). If another user started Hopwise here, repeat this command as that user. Otherwise allow this user to write to ${folder.path}, or ${folder.otherwise}.`;
};

/** Names the first part of the path that is a file. */
const kindText = async (path: string, folder: Folder): Promise<string> => {
  const parts = relative(folder.path, path).split(sep);
  for (const [index] of ['', ...parts].entries()) {
    const part = join(folder.path, ...parts.slice(0, index));
    const found = await stat(part).catch(() => undefined);
    if (found && !found.isDirectory()) {
      return `${part} is a file, but Hopwise needs a folder there. Move or delete it.`;
    }
  }
  return `${path} is a folder, but Hopwise needs a file there. Move or delete it.`;
};
