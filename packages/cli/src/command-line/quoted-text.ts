import { printable } from '@hopwise/contracts/printable';

/** Starts each line of a text that this program did not write. None of its other lines starts like this. */
const mark = '│ ';

/** Text that someone else writes in parts, such as the answer of a model. */
export type QuotedText = {
  /** Returns the next part with the marks of its lines. Everything in it is safe to print. */
  add(part: string): string;
  /** Ends the current line, if one has begun, so that the caller can print another line. */
  endLine(): string;
};

/** An upper limit: most characters are narrower. */
const columnsOf = (character: string): number => {
  if (character === '\t') return 8;
  return character < '\u1100' ? 1 : 2;
};

/**
 * Marks each line, so that a model cannot imitate a line of this program. A terminal wraps a long line and starts the
 * rest without the mark, so lines longer than `columns` are split here.
 *
 * @param columns width of the terminal; without it, lines are not split
 */
export const quotedText = (columns: number = Number.POSITIVE_INFINITY): QuotedText => {
  const width = Math.max(columns - mark.length, 8);
  let used = 0;
  let inLine = false;

  const endLine = (): string => {
    const ending = inLine ? '\n' : '';
    inLine = false;
    used = 0;
    return ending;
  };

  const addCharacter = (character: string): string => {
    if (character === '\n') return `${inLine ? '' : mark.trimEnd()}\n`;
    const needed = columnsOf(character);
    const wrapped = used + needed > width ? endLine() : '';
    const start = inLine ? '' : mark;
    inLine = true;
    used += needed;
    return `${wrapped}${start}${character}`;
  };

  return {
    add(part) {
      let text = '';
      // A carriage return would move the cursor back over the mark.
      for (const character of printable(part.replaceAll('\r\n', '\n'))) {
        text += addCharacter(character);
        if (character === '\n') endLine();
      }
      return text;
    },
    endLine,
  };
};
