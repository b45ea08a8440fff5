import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The part of a function's definition that this file changes. */
export type PackagedFunction = { skipEsbuild?: boolean; package?: Record<string, unknown> };

/** JSON with the zip of each function that need not be bundled again. The local stack sets it when it packages. */
const zipsVariable = 'HOPWISE_UNCHANGED_ZIPS';

type Service = {
  readonly serviceDir: string;
  readonly service: { getFunction(key: string): PackagedFunction };
};

/** Uses the zips of unchanged functions from an earlier package. Does nothing in a deployment. */
export const useUnchangedZips = ({ serviceDir, service }: Service): void => {
  const zips: unknown = JSON.parse(process.env[zipsVariable] ?? '{}');
  if (typeof zips !== 'object' || zips === null) return;
  const folder = join('.esbuild', '.serverless');
  for (const [key, path] of Object.entries(zips)) {
    const zip = String(path);
    const artifact = join(folder, basename(zip));
    // serverless-esbuild moves the zips of this folder to the package.
    mkdirSync(join(serviceDir, folder), { recursive: true });
    copyFileSync(zip, join(serviceDir, artifact));
    const definition = service.getFunction(key);
    definition.skipEsbuild = true;
    definition.package = { ...definition.package, artifact };
  }
};
