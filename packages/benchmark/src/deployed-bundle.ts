import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { parse } from 'yaml';

const repository = resolve(import.meta.dirname, '../../..');

/** The bundle of a function as `serverless package` makes it, without the zip. */
export type DeployedBundle = {
  readonly code: Uint8Array;
  /** The paths of the bundled files, relative to the repository. */
  readonly sources: readonly string[];
};

/** The bundler's options of a deployment, without those of serverless-esbuild itself. */
export const deployedOptions = (): BuildOptions => {
  const text = readFileSync(resolve(repository, 'serverless.yml'), 'utf8');
  // The file has tags of CloudFormation, which this parser reads as texts.
  const template: unknown = parse(text, { logLevel: 'error' });
  const {
    exclude: _exclude,
    plugins: _plugins,
    ...options
  } = (template as Template).custom.esbuild;
  return options;
};

type Template = {
  readonly custom: { readonly esbuild: BuildOptions & { readonly exclude: unknown } };
};

/**
 * Bundles a function with the options of `serverless.yml`.
 * @param entry the handler's path below `services/` without its extension, such as `web-api/src/handler`
 */
export const deployedBundle = async (entry: string): Promise<DeployedBundle> => {
  const { metafile, outputFiles } = await build({
    ...deployedOptions(),
    entryPoints: [`services/${entry}.ts`],
    absWorkingDir: repository,
    write: false,
    outdir: 'out',
    metafile: true,
    logLevel: 'error',
  });
  const [file] = outputFiles;
  const [output] = Object.values(metafile.outputs);
  if (file === undefined || output === undefined) throw new Error(`No bundle of ${entry} exists.`);
  return { code: file.contents, sources: Object.keys(output.inputs) };
};
