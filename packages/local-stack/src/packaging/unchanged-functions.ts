import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { differences, hashFiles } from './file-hashes.ts';
import type { PackagedFunctions } from './package-manifest.ts';
import type { PackageSettings } from './package-settings.ts';
import type { StoredPackage } from './package-store.ts';

/** A function whose bundle would be the same again. */
export type UnchangedFunction = {
  readonly zipPath: string;
  readonly packaged: PackagedFunctions[string];
};

/**
 * Finds the functions, by logical id, that an earlier package contains with the same sources and the same settings
 * of the bundler.
 */
export const unchangedFunctions = async (
  stored: readonly StoredPackage[],
  directory: string,
  settings: PackageSettings,
): Promise<ReadonlyMap<string, UnchangedFunction>> => {
  const found = new Map<string, UnchangedFunction>();
  for (const { folder, manifest } of stored) {
    if (!isSameBundling(manifest.settings, settings)) continue;
    for (const [name, packaged] of Object.entries(manifest.functions)) {
      if (found.has(name)) continue;
      const now = await hashFiles(directory, Object.keys(packaged.sources));
      if (differences(packaged.sources, now).length > 0) continue;
      found.set(name, { zipPath: join(folder, packaged.zip), packaged });
    }
  }
  return found;
};

const isSameBundling = (one: PackageSettings, other: PackageSettings): boolean =>
  isDeepStrictEqual(one.bundling, other.bundling) &&
  isDeepStrictEqual(one.environment, other.environment);
