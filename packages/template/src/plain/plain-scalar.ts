import { foldLines } from './block-scalar.ts';
import { refuseIndicator } from './scalars.ts';
import { afterSpaces, lineAt, notPlain, type TextCursor, toNextLine } from './text-cursor.ts';

/** Reads a plain scalar, which can continue on lines with more indentation than `parentIndent`. */
export const readPlainText = (cursor: TextCursor, parentIndent: number): string => {
  refuseBelowComment(cursor);
  const first = lineAt(cursor).slice(cursor.column);
  refuseIndicator(first);
  const texts = [plainLine(first)];
  let isOpen = !first.includes(' #');
  while (isOpen) {
    const next = continuation(cursor, parentIndent);
    if (next === undefined) break;
    texts.push(plainLine(next));
    isOpen = !next.includes(' #');
    cursor.row += 1;
  }
  toNextLine(cursor);
  return foldLines(texts);
};

/** The YAML library reads a scalar below a comment as the begin of a key. */
const refuseBelowComment = (cursor: TextCursor): void => {
  const isFirst = afterSpaces(lineAt(cursor), 0) === cursor.column;
  if (isFirst && /^ *(?:#|$)/.test(cursor.lines[cursor.row - 1] ?? '')) {
    notPlain('a scalar below a comment');
  }
};

/** The next line without its indentation, if the scalar continues there. */
const continuation = (
  { lines, row, hasTabs }: TextCursor,
  parentIndent: number,
): string | undefined => {
  const line = lines[row + 1];
  if (line === undefined) return undefined;
  if (hasTabs && line.includes('\t')) notPlain('a tab');
  const column = afterSpaces(line, 0);
  if (column === line.length) return '';
  return column <= parentIndent || line[column] === '#' ? undefined : line.slice(column);
};

/** A line of a plain scalar without its comment. */
const plainLine = (text: string): string => {
  const comment = text.indexOf(' #');
  const plain = (comment === -1 ? text : text.slice(0, comment)).trimEnd();
  if (plain.endsWith(':') || plain.includes(': ')) notPlain('a key inside a scalar');
  return plain;
};
