import type { CommandBlock } from './read-blocks.ts';
import type { BlockResult } from './run-blocks.ts';

type Run = {
  readonly file: string;
  readonly results: readonly BlockResult[];
  /** The blocks that only work on AWS. */
  readonly notRun: readonly CommandBlock[];
};

const indented = (text: string): string => text.trimEnd().replace(/^/gm, '    ');

const blocks = (count: number): string => `${count} ${count === 1 ? 'block' : 'blocks'}`;

/** The blocks that failed, the blocks that were not run, and a last line with the counts. */
export const reportOf = ({ file, results, notRun }: Run): string => {
  const failed = results.filter(({ passed }) => !passed);
  return [
    ...failed.map(
      ({ block: { line, commands, output }, printed }) =>
        `${file}:${line} printed something else.\n  commands\n${indented(commands)}\n  expected\n${indented(output)}\n  printed\n${indented(printed)}\n`,
    ),
    ...notRun.map(
      ({ line, commands }) => `${file}:${line} needs AWS and was not run:\n${indented(commands)}\n`,
    ),
    `${blocks(results.length)} ran: ${results.length - failed.length} as documented, ${failed.length} failed. ${blocks(notRun.length)} not run.\n`,
  ].join('\n');
};
