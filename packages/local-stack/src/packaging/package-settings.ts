import * as z from 'zod/mini';
import { fileHashes, filesBelow, hashFiles, hashOf } from './file-hashes.ts';
import { serviceFiles, templateSources } from './template-sources.ts';

/** Schema of `PackageSettings`. */
export const packageSettings = z.strictObject({
  /** Files that decide how functions are bundled. */
  bundling: fileHashes,
  /** Files that decide only about the template. */
  template: fileHashes,
  /** The environment variables that packaging reads, and Node's version. */
  environment: fileHashes,
});

/** Content hashes of everything that decides about a package, except the sources of the functions. */
export type PackageSettings = z.infer<typeof packageSettings>;

/** Files of the workspace on which every bundle depends. */
const workspaceFiles = [
  'package.json',
  'tsconfig.json',
  'tsconfig.base.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  // pnpm writes it at each installation, so it represents the content of node_modules.
  'node_modules/.pnpm/lock.yaml',
];

/** The code that packages. */
const packagingFolders = ['packages/serverless-plugin/src', 'packages/local-stack/src/packaging'];

/** Reads the settings of a package as they are now. */
export const readSettings = async (directory: string): Promise<PackageSettings> => {
  const { ofFunctions, ofResources, variables } = await templateSources(directory);
  const code = await Promise.all(packagingFolders.map((folder) => filesBelow(directory, folder)));
  const manifests = (await serviceFiles(directory)).filter((path) =>
    /\/(?:package|tsconfig)\.json$/.test(path),
  );
  const bundling = [...workspaceFiles, ...code.flat(), ...manifests, ...ofFunctions];
  const environment = ['NODE_OPTIONS', ...variables].map((name) => [
    name,
    hashOf(process.env[name] ?? ''),
  ]);
  return {
    bundling: await hashFiles(
      directory,
      bundling.filter((path) => !path.endsWith('.test.ts')),
    ),
    template: await hashFiles(directory, ofResources),
    environment: { ...Object.fromEntries(environment), 'the version of Node': process.version },
  };
};
