import { printable } from '@hopwise/contracts/printable';

/** One output of a command. A template, a model or a server can have written parts of the text. */
export type TerminalOutput = {
  /** Writes text, and shows each character that would act on the terminal as `\uXXXX`. */
  write(text: string): void;
  /**
   * Writes text with colours or cursor movements of this program.
   *
   * @param text everything in it that is not a constant went through `printableLine`
   */
  writeStyled(text: string): void;
  /** Width of the terminal, if the output is one. */
  readonly columns?: number;
};

export const terminalOutput = (
  stream: NodeJS.WritableStream & { readonly columns?: number },
): TerminalOutput => ({
  ...(stream.columns !== undefined && { columns: stream.columns }),
  write: (text) => {
    stream.write(printable(text));
  },
  writeStyled: (text) => {
    stream.write(text);
  },
});
