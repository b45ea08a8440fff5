import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { ownedPrefix } from '../work-directory/work-directory.ts';
import { isIntact, type PackageManifest, readManifest } from './package-manifest.ts';

/** The newest packages are kept. */
const maxPackages = 5;

const unfinishedPrefix = 'new-';

export type StoredPackage = { readonly folder: string; readonly manifest: PackageManifest };

/** The folder of the packages of a service. */
export const packagesFolder = (serviceDirectory: string): string =>
  join(serviceDirectory, '.hopwise', 'packages');

/** The start of the name of a folder for a package that is being made. */
export const unfinishedPackage = (serviceDirectory: string): string =>
  join(packagesFolder(serviceDirectory), `${unfinishedPrefix}${ownedPrefix()}`);

/** Lists the intact packages, the most recently used one first. */
export const storedPackages = async (serviceDirectory: string): Promise<StoredPackage[]> => {
  const packages: StoredPackage[] = [];
  for (const folder of await foldersByUse(packagesFolder(serviceDirectory))) {
    const manifest = await readManifest(folder);
    if (manifest && (await isIntact(folder, manifest))) packages.push({ folder, manifest });
  }
  return packages;
};

/** Makes a package the most recently used one. */
export const markAsUsed = async ({ folder }: StoredPackage): Promise<void> => {
  const now = new Date();
  await utimes(folder, now, now);
};

/** Moves a finished package to its place, and removes the packages that were not used for longest. */
export const storePackage = async (
  serviceDirectory: string,
  finished: string,
  key: string,
): Promise<string> => {
  const root = packagesFolder(serviceDirectory);
  const folder = join(root, key);
  await rename(finished, folder).catch(async (error: unknown) => {
    const stored = await readManifest(folder);
    // Another process made the same package at the same time.
    if (stored && (await isIntact(folder, stored))) return;
    if (!(await isFolder(folder))) throw error;
    await remove(folder);
    await rename(finished, folder);
  });
  const packages = await foldersByUse(root);
  for (const old of packages.slice(maxPackages)) await remove(old);
  return folder;
};

const foldersByUse = async (root: string): Promise<readonly string[]> => {
  await mkdir(root, { recursive: true });
  const names = (await readdir(root)).filter((name) => !name.startsWith(unfinishedPrefix));
  const used = await Promise.all(names.map((name) => usedAtMs(join(root, name))));
  return names
    .map((name, index) => ({ folder: join(root, name), atMs: used[index] ?? 0 }))
    .sort((a, b) => b.atMs - a.atMs)
    .map(({ folder }) => folder);
};

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() === true;

const usedAtMs = async (path: string): Promise<number> =>
  (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;

const remove = (path: string): Promise<void> => rm(path, { recursive: true, force: true });
