import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { matchesOutput } from './matches-output.ts';
import type { CommandBlock } from './read-blocks.ts';

export type BlockResult = {
  readonly block: CommandBlock;
  /** What the commands printed to stdout and stderr. */
  readonly printed: string;
  readonly passed: boolean;
};

type Options = {
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
};

/**
 * Runs the blocks one after the other in one bash session, so that a later block sees the variables and
 * functions of an earlier one. The exit code of a command does not matter, but its output does.
 */
export const runBlocks = async (
  blocks: readonly CommandBlock[],
  { directory, environment }: Options,
): Promise<readonly BlockResult[]> => {
  const files = await mkdtemp(join(tmpdir(), 'hopwise-blocks-'));
  try {
    const sources = blocks.map((_, index) => join(files, `${index}`));
    for (const [index, { commands }] of blocks.entries()) {
      await writeFile(`${sources[index]}.sh`, commands);
      await writeFile(`${sources[index]}.out`, '');
    }
    const session = sources.map((source) => `source '${source}.sh' >'${source}.out' 2>&1`);
    const bash = spawn('bash', ['-c', session.join('\n')], {
      cwd: directory,
      env: environment,
      stdio: 'ignore',
    });
    await once(bash, 'exit');
    return await Promise.all(
      blocks.map(async (block, index) => {
        const printed = await readFile(`${sources[index]}.out`, 'utf8');
        return { block, printed, passed: matchesOutput(block.output, printed) };
      }),
    );
  } finally {
    await rm(files, { recursive: true, force: true });
  }
};
