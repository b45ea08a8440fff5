import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deployedBundle } from '../src/deployed-bundle.ts';

/** Bundles a function into a temporary file, which exists until the work has ended. */
export const withDeployedFile = async <Result>(
  entry: string,
  work: (file: string) => Promise<Result>,
): Promise<Result> => {
  const folder = await mkdtemp(join(tmpdir(), 'hopwise-bench-'));
  try {
    const file = join(folder, 'handler.cjs');
    const { code } = await deployedBundle(entry);
    await writeFile(file, code);
    return await work(file);
  } finally {
    await rm(folder, { recursive: true });
  }
};
