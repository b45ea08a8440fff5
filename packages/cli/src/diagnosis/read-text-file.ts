import { constants, type FileHandle, open } from 'node:fs/promises';
import { types } from 'node:util';

/** CloudFormation accepts templates up to 1 MB. This leaves room for comments and for a template that is too large. */
const maxBytes = 16 * 1024 * 1024;

const problems: Readonly<Record<string, string>> = {
  ENOENT: 'the file does not exist',
  ENOTDIR: 'a part of the path is not a folder',
  EACCES: 'this user has no permission to read it',
  ELOOP: 'its symbolic links form a circle',
  ENAMETOOLONG: 'the path is too long',
};

const problemOf = (error: unknown): string => {
  if (!types.isNativeError(error)) return 'unknown error';
  const { code, message }: NodeJS.ErrnoException = error;
  return code === undefined ? message : (problems[code] ?? code);
};

const assertRegularFile = async (handle: FileHandle): Promise<void> => {
  const stats = await handle.stat();
  if (stats.isDirectory()) throw new Error('it is a folder, not a file');
  if (!stats.isFile()) {
    throw new Error('it is a pipe or a device. Save the text in a file and name that file');
  }
};

const readBounded = async (handle: FileHandle): Promise<string> => {
  const chunks: Buffer[] = [];
  // One byte more than allowed tells a file of the largest size from a larger one. The size in `stat` can be wrong.
  for await (const chunk of handle.createReadStream({ end: maxBytes, autoClose: false })) {
    chunks.push(chunk);
  }
  const content = Buffer.concat(chunks);
  if (content.length > maxBytes) throw new Error('it is larger than 16 MiB');
  return content.toString('utf8');
};

/**
 * Reads a text file that the caller of a command names. Rejects with the path and the problem, also for a folder, a
 * pipe, a device, and a file over 16 MiB, and never waits for another program to write.
 */
export const readTextFile = async (path: string): Promise<string> => {
  let handle: FileHandle | undefined;
  try {
    // Without `O_NONBLOCK`, opening a pipe waits for its writer. Windows has no such flag.
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    await assertRegularFile(handle);
    return await readBounded(handle);
  } catch (error) {
    throw new Error(`${path} cannot be read: ${problemOf(error)}.`, { cause: error });
  } finally {
    await handle?.close();
  }
};
