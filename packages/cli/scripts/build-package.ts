import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { copyData, packedData } from './installed-data.ts';
import { thirdPartyNotices } from './third-party-notices.ts';

const cli = resolve(import.meta.dirname, '..');
const repository = resolve(cli, '../..');

const { version, license } = JSON.parse(readFileSync(join(cli, 'package.json'), 'utf8'));

/** The first Node with every function that the bundle calls. */
const engines = { node: '>=22' };

/** No dependencies and no scripts: an installation only unpacks. */
const manifest = {
  name: 'hopwise',
  version,
  description:
    'Names the broken hop of an agent system on AWS and its cure, from its template or its stack.',
  keywords: ['agentcore', 'aws', 'bedrock', 'cloudformation', 'iam', 'oauth2', 'sarif'],
  license,
  type: 'module',
  engines,
  bin: { hopwise: 'dist/hopwise.js' },
  files: ['data', 'dist', 'docs', 'THIRD_PARTY_NOTICES'],
};

/**
 * The dependencies in CommonJS call `require` and read `__dirname`, which a module does not have. Node has
 * `process.getBuiltinModule` since 22.3.
 */
const start = [
  "import { createRequire as hopwiseRequire } from 'node:module';",
  'const require = hopwiseRequire(import.meta.url);',
  'const __dirname = import.meta.dirname;',
  'process.getBuiltinModule ??= require;',
].join('');

const bundle = async (folder: string): Promise<Metafile> => {
  const { metafile } = await build({
    absWorkingDir: repository,
    entryPoints: { hopwise: join(cli, 'src/packed/main.ts') },
    outdir: join(folder, 'dist'),
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    banner: { js: start },
    plugins: [packedData],
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  });
  return metafile;
};

/** Writes the files of the npm package `hopwise` into `folder`, which it empties before. Returns what is in the bundle. */
export const buildPackage = async (folder: string): Promise<Metafile> => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'docs'), { recursive: true });
  const metafile = await bundle(folder);
  copyData(join(folder, 'data'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(folder, 'THIRD_PARTY_NOTICES'), thirdPartyNotices(metafile, repository));
  cpSync(join(repository, 'LICENSE'), join(folder, 'LICENSE'));
  cpSync(join(repository, 'docs/findings.md'), join(folder, 'docs/findings.md'));
  cpSync(join(import.meta.dirname, 'package-readme.md'), join(folder, 'README.md'));
  return metafile;
};
