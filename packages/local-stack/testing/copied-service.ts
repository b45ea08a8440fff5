import { copyFile, cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { serviceDirectory } from './packaged-stages.ts';

/** Folders that a copy does not need, or links. */
const notCopied = new Set(['node_modules', '.hopwise', '.serverless', '.esbuild', '.git', 'dist']);

/** Copies the service, so that a test can change its files. Dependencies are links. */
export const copyService = async (): Promise<string> => {
  const copy = await mkdtemp(join(tmpdir(), 'hopwise-service-'));
  for (const entry of await readdir(serviceDirectory, { withFileTypes: true })) {
    const path = join(serviceDirectory, entry.name);
    if (entry.isFile()) await copyFile(path, join(copy, entry.name));
  }
  for (const folder of ['services', 'packages', 'docs']) {
    await cp(join(serviceDirectory, folder), join(copy, folder), {
      recursive: true,
      filter: (path) => !notCopied.has(basename(path)),
    });
  }
  await linkDependencies(copy, '.');
  for (const folder of ['services', 'packages']) {
    for (const name of await readdir(join(copy, folder))) {
      await linkDependencies(copy, join(folder, name));
    }
  }
  return copy;
};

export const removeService = (copy: string): Promise<void> =>
  rm(copy, { recursive: true, force: true });

const linkDependencies = async (copy: string, folder: string): Promise<void> => {
  const dependencies = join(serviceDirectory, folder, 'node_modules');
  await symlink(dependencies, join(copy, folder, 'node_modules'), 'dir');
};
