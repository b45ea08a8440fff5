import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { buildPackage } from './build-package.ts';

export type PackedPackage = {
  /** Path of the file. */
  readonly tarball: string;
  /** Size of the file. */
  readonly megabytes: number;
  readonly metafile: Metafile;
};

const bytesPerMegabyte = 1e6;

/** Builds the npm package `hopwise` in `folder` and packs it there. It needs npm, and no network. */
export const packPackage = async (folder: string): Promise<PackedPackage> => {
  const metafile = await buildPackage(join(folder, 'package'));
  const packed = execFileSync('npm', ['pack', './package', '--json', '--ignore-scripts'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    // On Windows, npm is a script of the shell. The arguments are constants.
    shell: process.platform === 'win32',
  });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  const tarball = join(folder, filename);
  return { tarball, megabytes: statSync(tarball).size / bytesPerMegabyte, metafile };
};
