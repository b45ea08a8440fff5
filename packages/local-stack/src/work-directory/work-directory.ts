import { lstat, mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { processIdentity, processSpace } from './process-identity.ts';

/** What it is for, process space, id of the owner in base 36, identity of the owner, and six characters of `mkdtemp`. */
const namePattern =
  /^(?:new-|service-)?hopwise-([0-9a-f]{4})-([0-9a-z]{1,7})-([0-9a-f]{6})-\w{6}(?:-tmp)?$/;

/** Start of the name of a folder of this process. It names the owner, so that there is no moment without one. */
export const ownedPrefix = (): string =>
  `hopwise-${processSpace}-${process.pid.toString(36)}-${processIdentity(process.pid)}-`;

/** Folder of the sockets whose path would be too long in the temporary folder. */
export const shortDirectory = '/tmp';

/**
 * Creates the stack's folder for temporary files, with the mode 0700. Removes the folders of stacks that were killed, and
 * kills the processes that still work in them.
 */
export const createWorkDirectory = async (parent: string = tmpdir()): Promise<string> => {
  await removeAbandoned(parent);
  if (parent === tmpdir()) await removeAbandoned(shortDirectory);
  return mkdtemp(join(parent, ownedPrefix()));
};

/** Removes the folders whose name starts with the prefix of a process that has ended. Kills what works in them. */
export const removeAbandoned = async (parent: string): Promise<void> => {
  const names = await readdir(parent).catch(() => []);
  for (const name of names.filter(isAbandoned)) {
    const folder = join(parent, name);
    if (!(await isOurs(folder))) continue;
    await killProcessesIn(folder);
    // Another stack that starts now removes the same folder.
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
};

const isAbandoned = (name: string): boolean => {
  const [, space, owner = '', identity] = namePattern.exec(name) ?? [];
  if (space !== processSpace) return false;
  return processIdentity(Number.parseInt(owner, 36)) !== identity;
};

/** Only a folder of this user, and no link, is removed. */
const isOurs = async (folder: string): Promise<boolean> => {
  const found = await lstat(folder).catch(() => undefined);
  return found?.isDirectory() === true && found.uid === (process.getuid?.() ?? found.uid);
};

/** Kills what still works in a folder, on Linux. Elsewhere processes end by themselves when their stack has ended. */
const killProcessesIn = async (folder: string): Promise<void> => {
  const pids = await readdir('/proc').catch(() => []);
  for (const pid of pids.filter((name) => /^\d+$/.test(name))) {
    const works = await readlink(join('/proc', pid, 'cwd')).catch(() => '');
    if (!`${works}${sep}`.startsWith(folder + sep)) continue;
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has just ended, or it belongs to another user.
    }
  }
};
