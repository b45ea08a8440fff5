import { dirname, join } from 'node:path';
import { removeAbandoned } from '../work-directory/work-directory.ts';
import { makePackage, type PackageRequest } from './make-package.ts';
import { changedInputs, type PackageManifest } from './package-manifest.ts';
import { type PackagedService, templateFile } from './package-service.ts';
import { readSettings } from './package-settings.ts';
import { markAsUsed, packagesFolder, type StoredPackage, storedPackages } from './package-store.ts';
import { unchangedFunctions } from './unchanged-functions.ts';

export type CurrentPackage = PackagedService & { readonly manifest: PackageManifest };

/**
 * Returns a package of the service as it is now. It uses a package of unchanged files again. Otherwise it packages
 * the service into `.hopwise/packages`, and bundles only the functions whose sources changed.
 *
 * @throws PackagingError when the deploy tool fails
 */
export const currentPackage = async (request: PackageRequest): Promise<CurrentPackage> => {
  const { serviceDirectory, stage } = request;
  const packages = packagesFolder(serviceDirectory);
  // A packaging that was killed leaves its folders.
  for (const folder of [dirname(packages), packages]) await removeAbandoned(folder);
  const settings = await readSettings(serviceDirectory);
  const all = await storedPackages(serviceDirectory);
  const stored = all.filter(({ manifest }) => manifest.stage === stage);
  for (const one of stored) {
    const changed = await changedInputs(one.manifest, serviceDirectory, settings);
    if (changed.length > 0) continue;
    await markAsUsed(one);
    return packageIn(one);
  }
  const unchanged = await unchangedFunctions(stored, serviceDirectory, settings);
  return packageIn(await makePackage(request, { settings, unchanged }));
};

/** Lists the files that changed after the package was made. */
export const changedFiles = async (
  manifest: PackageManifest,
  serviceDirectory: string,
): Promise<readonly string[]> =>
  changedInputs(manifest, serviceDirectory, await readSettings(serviceDirectory));

/** Lists the files from which the package was made, relative to the service directory. */
export const inputFiles = ({ settings, functions }: PackageManifest): readonly string[] => {
  const sources = Object.values(functions).map((one) => one.sources);
  const all = [settings.bundling, settings.template, ...sources].flatMap(Object.keys);
  return [...new Set(all)];
};

const packageIn = ({ folder, manifest }: StoredPackage): CurrentPackage => ({
  templatePath: join(folder, templateFile),
  artifactDirectory: folder,
  manifest,
});
