import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import * as z from 'zod/mini';

/** Content hashes by path. Paths are relative to the service directory and have forward slashes. */
export const fileHashes = z.record(z.string(), z.string());
export type FileHashes = Readonly<z.infer<typeof fileHashes>>;

/** Folders without sources. */
const skipped = new Set(['node_modules', 'dist', 'coverage', 'screenshots']);

export const hashOf = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');

/** Hashes files in the order of their paths. Leaves out missing files. */
export const hashFiles = async (
  directory: string,
  paths: Iterable<string>,
): Promise<Record<string, string>> => {
  const hashed = await Promise.all(
    [...new Set(paths)].sort().map(async (path) => {
      const content = await readFile(join(directory, path)).catch(() => undefined);
      return [path, content && hashOf(content)] as const;
    }),
  );
  return Object.fromEntries(hashed.filter((entry): entry is [string, string] => !!entry[1]));
};

/** Lists the files below a folder of the service. Skips hidden files, dependencies and build output. */
export const filesBelow = async (directory: string, folder: string): Promise<string[]> => {
  const entries = await readdir(join(directory, folder), { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries
      .filter(({ name }) => !name.startsWith('.') && !skipped.has(name))
      .map(async (entry) => {
        const path = `${folder}/${entry.name}`;
        if (entry.isDirectory()) return filesBelow(directory, path);
        return entry.isFile() ? [path] : [];
      }),
  );
  return found.flat();
};

/** The path of a file relative to the service directory, with forward slashes. */
export const servicePath = (directory: string, file: string): string =>
  relative(directory, file).split(sep).join('/');

/** Lists the paths whose content differs, including added and removed files. */
export const differences = (before: FileHashes, after: FileHashes): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((path) => before[path] !== after[path])
    .sort();
