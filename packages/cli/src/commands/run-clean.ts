import { lstat, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stackStateFile } from '@hopwise/local-stack/control/control-client';
import type { RunCommand } from '../command-line/command.ts';
import { findRunningStack } from '../stack/running-stack.ts';

type Removed = { readonly name: string; readonly bytes: number };

/** Removes everything below `.hopwise`. Refuses while a stack runs, because the stack uses these files. */
export const runClean: RunCommand = async ({ options, serviceDirectory, terminal }) => {
  const stack = await findRunningStack(serviceDirectory);
  if (stack) {
    throw new Error(
      `A local stack is running (process ${stack.state.pid}). Stop it with \`./hopwise stop\`, then run \`./hopwise clean\` again.`,
    );
  }
  const folder = dirname(stackStateFile(serviceDirectory));
  if (await isLink(folder)) {
    throw new Error(`${folder} is a link, so nothing was removed. Remove the link itself.`);
  }
  const removed: Removed[] = [];
  for (const name of (await namesIn(folder)).sort()) {
    const path = join(folder, name);
    removed.push({ name, bytes: await bytesOf(path) });
    await rm(path, { recursive: true, force: true });
  }
  const bytes = removed.reduce((sum, one) => sum + one.bytes, 0);
  const text = options.json === true ? JSON.stringify({ removed, bytes }) : report(removed, bytes);
  terminal.stdout.write(`${text}\n`);
  return 0;
};

/** What is behind a link is not ours to remove. */
const isLink = async (path: string): Promise<boolean> =>
  (await lstat(path).catch(() => undefined))?.isSymbolicLink() === true;

const report = (removed: readonly Removed[], bytes: number): string => {
  if (removed.length === 0) return 'Nothing to remove.';
  const lines = removed.map((one) => `  .hopwise/${one.name}  ${megabytes(one.bytes)}`);
  return [...lines, `Removed ${megabytes(bytes)}.`].join('\n');
};

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });

/** The bytes of a file, or of all files below a folder. Does not follow links. */
const bytesOf = async (path: string): Promise<number> => {
  const entry = await lstat(path);
  if (!entry.isDirectory()) return entry.size;
  let bytes = 0;
  for (const name of await readdir(path)) bytes += await bytesOf(join(path, name));
  return bytes;
};
