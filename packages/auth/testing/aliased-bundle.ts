import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

export type AliasedBundle<Module> = {
  readonly module: Module;
  /** The paths of the bundled files. */
  readonly sources: readonly string[];
};

/** Bundles a module with aliases, as a deployment does, and loads it. */
export const loadAliasedBundle = async <Module>(
  contents: string,
  alias: Readonly<Record<string, string>>,
): Promise<AliasedBundle<Module>> => {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: join(import.meta.dirname, '../src') },
    alias: { ...alias },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    metafile: true,
    write: false,
  });
  const folder = await mkdtemp(join(tmpdir(), 'hopwise-alias-'));
  const path = join(folder, 'bundle.cjs');
  try {
    await writeFile(path, outputFiles[0]?.text ?? '');
    const { default: module } = await import(pathToFileURL(path).href);
    return { module, sources: Object.keys(metafile.inputs) };
  } finally {
    await rm(folder, { recursive: true });
  }
};
