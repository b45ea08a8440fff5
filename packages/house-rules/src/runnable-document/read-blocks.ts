/** A block of commands in a document, with the output to expect. */
export type CommandBlock = {
  /** Line of the fence, from 1. */
  readonly line: number;
  readonly commands: string;
  /** Empty if the document shows no output. Then the commands must print nothing. */
  readonly output: string;
  /** False for a block that only works on AWS. */
  readonly local: boolean;
};

type Fence = { readonly line: number; readonly language: string; readonly text: string };

const fenceForm = /^```(.*)\n((?:.*\n)*?)^```$/gm;

/**
 * Reads the fenced blocks of a Markdown document. Blocks with the language `sh` are commands, and those with
 * `sh aws` only work on AWS. A block with the language `output` is the output of the block before it.
 */
export const readBlocks = (markdown: string): readonly CommandBlock[] => {
  const fences = [...markdown.matchAll(fenceForm)].map(
    ({ 1: language = '', 2: text = '', index }): Fence => ({
      line: markdown.slice(0, index).split('\n').length,
      language: language.trim(),
      text,
    }),
  );
  return fences.flatMap(({ line, language, text }, index) => {
    if (language === 'output') refuseOutputWithoutCommands(fences[index - 1], line);
    if (!isCommands(language)) return [];
    const next = fences[index + 1];
    const output = next?.language === 'output' ? next.text : '';
    return [{ line, commands: text, output, local: language === 'sh' }];
  });
};

const isCommands = (language: string | undefined): boolean =>
  language === 'sh' || language === 'sh aws';

const refuseOutputWithoutCommands = (before: Fence | undefined, line: number): void => {
  if (isCommands(before?.language)) return;
  throw new Error(`The output block in line ${line} does not follow a block of commands.`);
};
