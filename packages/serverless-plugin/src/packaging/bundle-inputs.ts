import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The part of esbuild's plugin interface that this file uses. See https://esbuild.github.io/plugins/ */
type Build = {
  readonly initialOptions: { metafile?: boolean; readonly entryPoints?: unknown };
  onEnd(callback: (result: { readonly metafile?: Metafile }) => void): void;
};

type Metafile = { readonly inputs: Readonly<Record<string, unknown>> };

/** Names the file that receives the inputs of each bundle. The local stack sets it when it packages. */
const recordVariable = 'HOPWISE_BUNDLE_INPUTS';

/**
 * Plugins of the bundler. Writes for each entry the paths of the bundled files, so that the local stack knows when
 * it can use a bundle again. Does nothing in a deployment.
 */
export default () => {
  const recordPath = process.env[recordVariable];
  if (recordPath === undefined) return [];
  const inputs: Record<string, readonly string[]> = {};
  return [
    {
      name: 'bundle-inputs',
      setup(build: Build): void {
        // A plugin's own setting, because the option of serverless-esbuild puts the metafile into every zip.
        build.initialOptions.metafile = true;
        const entry = String([build.initialOptions.entryPoints].flat()[0]);
        build.onEnd(({ metafile }) => {
          if (!metafile) return;
          inputs[entry] = ownFiles(metafile);
          writeFileSync(recordPath, JSON.stringify(inputs));
        });
      },
    },
  ];
};

/** The absolute paths of the bundled files outside of `node_modules`. */
const ownFiles = ({ inputs }: Metafile): readonly string[] =>
  Object.keys(inputs)
    .filter((path) => !path.startsWith('(disabled):') && !path.split('/').includes('node_modules'))
    .map((path) => resolve(path));
