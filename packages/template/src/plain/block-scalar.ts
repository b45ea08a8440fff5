import { afterSpaces, lineAt, notPlain, type TextCursor, toNextLine } from './text-cursor.ts';

const header = /^([|>])(-?)(?: +#.*| *)$/;

/** Reads the block scalar whose header is at the cursor. https://yaml.org/spec/1.2.2/#81-block-scalar-styles */
export const readBlockScalar = (cursor: TextCursor, parentIndent: number): string => {
  const [, style, chomp] =
    header.exec(lineAt(cursor).slice(cursor.column)) ?? notPlain('a header with an indentation');
  const { lines, from, indent } = contentOf(cursor, parentIndent);
  toNextLine(cursor);
  const texts = lines.map((line) => line.slice(indent));
  const text = style === '|' ? texts.join('\n') : foldLines(texts, isIndented);
  return '\n'.repeat(from) + text + (chomp === '-' ? '' : '\n');
};

type Content = {
  /** From the first line to the last one that are not empty. */
  readonly lines: readonly string[];
  /** Number of empty lines before. */
  readonly from: number;
  readonly indent: number;
};

/** Moves the cursor to the last line of the scalar. */
const contentOf = (cursor: TextCursor, parentIndent: number): Content => {
  const { lines } = cursor;
  const first = cursor.row + 1;
  let begin = -1;
  let end = -1;
  let indent = 0;
  let row = first;
  for (; row < lines.length; row += 1) {
    const line = lines[row] ?? '';
    const column = afterSpaces(line, 0);
    if (column === line.length) continue;
    if (column <= parentIndent) break;
    if (begin === -1) {
      begin = row;
      indent = column;
    }
    if (column < indent) notPlain('a line with less indentation');
    end = row;
  }
  if (begin === -1) notPlain('an empty block scalar');
  const around = [...lines.slice(first, begin), ...lines.slice(end + 1, row)];
  if (around.some((line) => line.length > indent)) notPlain('spaces around a block scalar');
  cursor.row = row - 1;
  return { lines: lines.slice(begin, end + 1), from: begin - first, indent };
};

const isIndented = (line: string): boolean => /^[ \t]/.test(line);

/**
 * Joins lines with spaces, and `n` empty lines between two lines with `n` line breaks. Lines that keep their breaks are not
 * joined. https://yaml.org/spec/1.2.2/#65-line-folding
 */
export const foldLines = (
  [first = '', ...others]: readonly string[],
  keepsBreaks: (line: string) => boolean = () => false,
): string => {
  let text = first;
  let before = keepsBreaks(first);
  let breaks = 0;
  for (const line of others) {
    if (line === '') {
      breaks += 1;
      continue;
    }
    const keeps = keepsBreaks(line);
    if (keeps || before) breaks += 1;
    text += (breaks === 0 ? ' ' : '\n'.repeat(breaks)) + line;
    before = keeps;
    breaks = 0;
  }
  return text;
};
