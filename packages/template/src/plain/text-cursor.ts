/** The text is valid YAML or not, but the plain reader does not decide. It stays inside this folder. */
export class NotPlainError extends Error {
  override readonly name = 'NotPlainError';
}

export const notPlain = (what: string): never => {
  throw new NotPlainError(what);
};

/** A place in the lines of a text. Between values, it is the next sign that is not a space or in a comment. */
export type TextCursor = {
  readonly lines: readonly string[];
  readonly hasTabs: boolean;
  row: number;
  /** At the start of a line, the indentation of the line. -1 at the end of the text. */
  column: number;
  /** How deep the values around the place are nested. */
  depth: number;
  /** Number of keys and values before the place. */
  count: number;
};

export const createTextCursor = (text: string): TextCursor => ({
  lines: text.split('\n'),
  hasTabs: text.includes('\t'),
  row: -1,
  column: 0,
  depth: 0,
  count: 0,
});

/** The line at the cursor. */
export const lineAt = ({ lines, row }: TextCursor): string => lines[row] ?? '';

/** Column of the first sign after `start` that is not a space. The length of the line if no such sign exists. */
export const afterSpaces = (line: string, start: number): number => {
  let column = start;
  while (line.charCodeAt(column) === space) column += 1;
  return column;
};

const space = 0x20;

/** Whether a line has no more signs, or only a comment. `start` is the begin of the line or follows a value. */
export const isRestEmpty = (line: string, start: number): boolean => {
  const column = afterSpaces(line, start);
  return column === line.length || (line[column] === '#' && (column > start || column === 0));
};

/** Moves to the first sign of the next line that has more than a comment. */
export const toNextLine = (cursor: TextCursor): void => {
  const { lines, hasTabs } = cursor;
  while (cursor.row < lines.length - 1) {
    cursor.row += 1;
    const line = lineAt(cursor);
    if (hasTabs && line.includes('\t')) notPlain('a tab');
    const column = afterSpaces(line, 0);
    if (column === line.length || line[column] === '#') continue;
    if (column === 0 && isMarker(line)) notPlain('a marker');
    cursor.column = column;
    return;
  }
  cursor.row = lines.length;
  cursor.column = -1;
};

/** Directives, and the begin or end of a document. */
const isMarker = (line: string): boolean =>
  line[0] === '%' || line.startsWith('---') || line.startsWith('...');

/** Whether an item of a list begins at the cursor. */
export const isDash = (cursor: TextCursor): boolean => {
  const line = lineAt(cursor);
  const next = line[cursor.column + 1];
  return line[cursor.column] === '-' && (next === undefined || next === ' ');
};
