import { foldLines } from './block-scalar.ts';
import { afterSpaces, lineAt, notPlain, type TextCursor } from './text-cursor.ts';

type Quoted = { readonly value: string; readonly end: number };

/** The quoted scalar at a column, and the column after it. `undefined` if it does not end on its line. */
export const quotedAt = (line: string, column: number): Quoted | undefined => {
  const close = closeOf(line, column);
  return close === undefined
    ? undefined
    : { value: textOf(line.slice(column, close + 1)), end: close + 1 };
};

/** Offset of the quote that closes the scalar at `start`. */
export const closeOf = (text: string, start: number): number | undefined => {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    const isDoubled = character === quote && quote === "'" && text.charAt(at + 1) === quote;
    if (character === quote && !isDoubled) return at;
    if (isDoubled || (character === '\\' && quote === '"')) at += 1;
  }
  return undefined;
};

/** Reads the quoted scalar at the cursor, and moves behind it. Its lines have more indentation than `parentIndent`. */
export const readQuoted = (cursor: TextCursor, parentIndent: number): string => {
  const line = lineAt(cursor);
  const quoted = quotedAt(line, cursor.column);
  if (quoted === undefined) return textOf(joinedSource(cursor, parentIndent));
  cursor.column = quoted.end;
  return quoted.value;
};

/** The lines of a quoted scalar as one. */
const joinedSource = (cursor: TextCursor, parentIndent: number): string => {
  const begin = lineAt(cursor).slice(cursor.column);
  const quote = begin.charAt(0);
  const parts = [begin.trimEnd()];
  while (cursor.row + 1 < cursor.lines.length) {
    if (parts.at(-1)?.endsWith('\\')) notPlain('an escaped line break');
    const rest = continuation(cursor, parentIndent);
    const close = closeOf(quote + rest, 0);
    parts.push(close === undefined ? rest.trimEnd() : rest.slice(0, close));
    if (close === undefined) continue;
    if (parts[0]?.length === 1 || close === 1) notPlain('a line break beside a quote');
    cursor.column += close;
    return foldLines(parts);
  }
  return notPlain('no end of a quoted scalar');
};

/** Moves to the next line of a quoted scalar, and returns its text. */
const continuation = (cursor: TextCursor, parentIndent: number): string => {
  cursor.row += 1;
  const line = lineAt(cursor);
  cursor.column = afterSpaces(line, 0);
  if (cursor.hasTabs && line.includes('\t')) notPlain('a tab');
  if (cursor.column < line.length && cursor.column <= parentIndent) notPlain('an outdented line');
  return line.slice(cursor.column);
};

const textOf = (source: string): string => {
  const inner = source.slice(1, -1);
  if (source[0] === "'") return inner.replaceAll("''", "'");
  if (!inner.includes('\\')) return inner;
  try {
    // YAML has more escapes than JSON. Those of JSON mean the same.
    return String(JSON.parse(source));
  } catch {
    return notPlain('an escape');
  }
};
