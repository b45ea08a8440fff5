import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as z from 'zod/mini';
import { readTemplate } from '../template/template.ts';
import { hashFiles, servicePath } from './file-hashes.ts';
import {
  keyOf,
  manifestFile,
  type PackagedFunctions,
  type PackageManifest,
} from './package-manifest.ts';
import { PackagingError, packageService, templateFile } from './package-service.ts';
import type { PackageSettings } from './package-settings.ts';
import {
  packagesFolder,
  type StoredPackage,
  storePackage,
  unfinishedPackage,
} from './package-store.ts';
import type { UnchangedFunction } from './unchanged-functions.ts';

export type PackageRequest = {
  /** Folder that contains `serverless.yml`. */
  readonly serviceDirectory: string;
  readonly stage: string;
  readonly signal?: AbortSignal;
};

/** The absolute paths of the bundled files by entry. `serverless-plugin` writes them. */
const bundleInputs = z.record(z.string(), z.array(z.string()));

/** A file that changed during the packaging has this hash, so the package never counts as unchanged. */
const unknownContent = 'changed during the packaging';

type Known = {
  readonly settings: PackageSettings;
  /** Functions that need not be bundled again. */
  readonly unchanged: ReadonlyMap<string, UnchangedFunction>;
};

/** Packages the service and stores the package with its manifest. */
export const makePackage = async (
  { serviceDirectory, stage, signal }: PackageRequest,
  { settings, unchanged }: Known,
): Promise<StoredPackage> => {
  await mkdir(packagesFolder(serviceDirectory), { recursive: true });
  const work = await mkdtemp(unfinishedPackage(serviceDirectory));
  try {
    const outputDirectory = join(work, 'package');
    const inputsFile = join(work, 'bundle-inputs.json');
    const startedAtMs = Date.now();
    await packageService({
      serviceDirectory,
      stage,
      outputDirectory,
      environment: {
        HOPWISE_BUNDLE_INPUTS: inputsFile,
        HOPWISE_UNCHANGED_ZIPS: JSON.stringify(zipsByKey(unchanged)),
      },
      ...(signal && { signal }),
    });
    // The bundler writes no file when it had nothing to bundle.
    const reported = await readFile(inputsFile, 'utf8').catch(() => '{}');
    const inputs = bundleInputs.parse(JSON.parse(reported));
    const functions: PackagedFunctions = {};
    for (const { name, handler, zip } of await functionsOf(outputDirectory)) {
      const before = unchanged.get(name);
      if (before?.packaged.zip === zip) {
        functions[name] = before.packaged;
        continue;
      }
      const files = bundledFiles(inputs, handler).map((file) =>
        servicePath(serviceDirectory, file),
      );
      functions[name] = { zip, sources: await hashSources(serviceDirectory, files, startedAtMs) };
    }
    const zips = Object.values(functions).map(({ zip }) => zip);
    const artifacts = await hashFiles(outputDirectory, [templateFile, ...zips]);
    const manifest: PackageManifest = { version: 1, stage, settings, functions, artifacts };
    await writeFile(join(outputDirectory, manifestFile), JSON.stringify(manifest));
    const folder = await storePackage(serviceDirectory, outputDirectory, keyOf(manifest));
    return { folder, manifest };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
};

/** The deploy tool names a zip after the function's key in `functions.yml`. */
const zipsByKey = (unchanged: Known['unchanged']): Record<string, string> =>
  Object.fromEntries(
    [...unchanged.values()].map(({ zipPath }) => [basename(zipPath, '.zip'), zipPath]),
  );

const functionProperties = z.object({
  Handler: z.string(),
  Code: z.object({ S3Key: z.string() }),
});

const functionsOf = async (packageFolder: string) => {
  const { Resources } = await readTemplate(join(packageFolder, templateFile));
  return Object.entries(Resources)
    .filter(([, { Type }]) => Type === 'AWS::Lambda::Function')
    .map(([name, { Properties }]) => {
      const { Handler, Code } = functionProperties.parse(Properties);
      return { name, handler: Handler, zip: Code.S3Key.split('/').at(-1) ?? '' };
    });
};

/** `services/web-api/src/handler.handler` is in the bundle of `services/web-api/src/handler.ts`. */
const bundledFiles = (
  inputs: Readonly<Record<string, readonly string[]>>,
  handler: string,
): readonly string[] => {
  const module = handler.replace(/\.[^./]+$/, '');
  const [, files] =
    Object.entries(inputs).find(([entry]) => entry.replace(/\.[^./]+$/, '') === module) ?? [];
  if (files) return files;
  throw new PackagingError(`The bundler did not report the files of the handler ${handler}.`);
};

const hashSources = async (
  directory: string,
  paths: readonly string[],
  startedAtMs: number,
): Promise<Record<string, string>> => {
  const hashes = await hashFiles(directory, paths);
  for (const path of paths) {
    const changedAtMs = (await stat(join(directory, path)).catch(() => undefined))?.ctimeMs;
    if (changedAtMs === undefined || changedAtMs >= startedAtMs) hashes[path] = unknownContent;
  }
  return hashes;
};
