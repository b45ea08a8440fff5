import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { differences, type FileHashes, fileHashes, hashFiles, hashOf } from './file-hashes.ts';
import { type PackageSettings, packageSettings } from './package-settings.ts';

const packageManifest = z.strictObject({
  version: z.literal(1),
  stage: z.string(),
  settings: packageSettings,
  /** The zip of each function, and the sources in its bundle. */
  functions: z.record(z.string(), z.strictObject({ zip: z.string(), sources: fileHashes })),
  /** The template and the zips. */
  artifacts: fileHashes,
});

/** Says from which inputs a package was made, and what it contains. */
export type PackageManifest = z.infer<typeof packageManifest>;

export type PackagedFunctions = PackageManifest['functions'];

export const manifestFile = 'manifest.json';

/** Reads a manifest. `undefined` if it is missing, unreadable or of another version. */
export const readManifest = async (folder: string): Promise<PackageManifest | undefined> => {
  try {
    const text = await readFile(join(folder, manifestFile), 'utf8');
    return packageManifest.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};

/** Identifies a package by its inputs. */
export const keyOf = ({ stage, settings, functions }: PackageManifest): string =>
  hashOf(JSON.stringify([stage, settings, functions])).slice(0, 16);

/** Lists the files that changed after the package was made, including added and removed files. */
export const changedInputs = async (
  { settings, functions }: PackageManifest,
  directory: string,
  now: PackageSettings,
): Promise<readonly string[]> => {
  const sources: FileHashes = Object.assign(
    {},
    ...Object.values(functions).map((one) => one.sources),
  );
  const changed = [
    ...differences(settings.bundling, now.bundling),
    ...differences(settings.template, now.template),
    ...differences(settings.environment, now.environment),
    ...differences(sources, await hashFiles(directory, Object.keys(sources))),
  ];
  return [...new Set(changed)].sort();
};

/** Whether the template and the zips are as they were written. */
export const isIntact = async (folder: string, { artifacts }: PackageManifest): Promise<boolean> =>
  differences(artifacts, await hashFiles(folder, Object.keys(artifacts))).length === 0;
