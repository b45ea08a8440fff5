import { buildMap, nested, placedList, placedScalar, tagAt, withTag } from './place-values.ts';
import type { PlacedValue } from './placed-value.ts';
import { readQuoted } from './quoted-scalar.ts';
import { plainValue, refuseIndicator } from './scalars.ts';
import { afterSpaces, lineAt, notPlain, type TextCursor, toNextLine } from './text-cursor.ts';

/** Reads the flow collection at the cursor. Its lines have more indentation than `parentIndent`. */
export const readFlowCollection = (cursor: TextCursor, parentIndent: number): PlacedValue =>
  nested(cursor, () =>
    lineAt(cursor)[cursor.column] === '['
      ? readFlowList(cursor, parentIndent)
      : readFlowMap(cursor, parentIndent),
  );

/** Moves to the next sign that is not a space or in a comment, and returns it. */
const nextSign = (cursor: TextCursor, parentIndent: number): string => {
  const line = lineAt(cursor);
  const column = afterSpaces(line, cursor.column);
  const isComment = line[column] === '#' && column > cursor.column;
  if (column < line.length && !isComment) {
    cursor.column = column;
  } else {
    toNextLine(cursor);
    if (cursor.column <= parentIndent) notPlain('an outdented line');
  }
  return lineAt(cursor)[cursor.column] ?? '';
};

const readFlowList = (cursor: TextCursor, parentIndent: number): PlacedValue => {
  const begin = cursor.row + 1;
  const items: PlacedValue[] = [];
  cursor.column += 1;
  while (nextSign(cursor, parentIndent) !== ']') {
    items.push(readFlowValue(cursor, parentIndent));
    endOfItem(cursor, parentIndent, ']');
  }
  cursor.column += 1;
  return placedList(items, begin, cursor);
};

const readFlowMap = (cursor: TextCursor, parentIndent: number): PlacedValue => {
  const begin = cursor.row + 1;
  const map = buildMap(cursor);
  cursor.column += 1;
  while (nextSign(cursor, parentIndent) !== '}') {
    const line = cursor.row + 1;
    const key = readFlowKey(cursor, parentIndent);
    if (isFlowSign(nextSign(cursor, parentIndent), ',}')) notPlain('a key without a value');
    map.add(key, line, readFlowValue(cursor, parentIndent));
    endOfItem(cursor, parentIndent, '}');
  }
  cursor.column += 1;
  return map.at(begin);
};

/** Moves behind the comma, or to the closing bracket. */
const endOfItem = (cursor: TextCursor, parentIndent: number, close: string): void => {
  const sign = nextSign(cursor, parentIndent);
  if (sign === ',') {
    cursor.column += 1;
  } else if (sign !== close) {
    notPlain('neither a comma nor the end');
  }
};

const isFlowSign = (sign: string | undefined, signs = ',[]{}'): boolean =>
  sign !== undefined && signs.includes(sign);

const isQuote = (sign: string | undefined): boolean => sign === '"' || sign === "'";

/** Reads a key and moves behind its colon, which is on the same line. */
const readFlowKey = (cursor: TextCursor, parentIndent: number): unknown => {
  const { row } = cursor;
  const line = lineAt(cursor);
  const isQuoted = isQuote(line[cursor.column]);
  const key = isQuoted ? readQuoted(cursor, parentIndent) : plainValue(readFlowText(cursor));
  if (cursor.row > row) notPlain('a key of several lines');
  const colon = afterSpaces(line, cursor.column);
  const next = line[colon + 1];
  const isAdjacent = isQuoted && colon === cursor.column;
  if (line[colon] !== ':' || !(isAdjacent || next === undefined || next === ' ')) {
    notPlain('a key without a colon');
  }
  cursor.column = colon + 1;
  return key;
};

/** Reads a plain scalar on one line. */
const readFlowText = (cursor: TextCursor): string => {
  const line = lineAt(cursor);
  let end = cursor.column;
  for (; end < line.length && !isFlowSign(line[end]); end += 1) {
    const next = line[end + 1];
    if (line[end] === ':' && (next === undefined || next === ' ' || isFlowSign(next))) break;
    if (line[end] === '#' && line[end - 1] === ' ') break;
  }
  const text = line.slice(cursor.column, end).trimEnd();
  if (text === '') notPlain('an empty value');
  refuseIndicator(text);
  cursor.column += text.length;
  return text;
};

const readFlowValue = (cursor: TextCursor, parentIndent: number): PlacedValue => {
  const line = lineAt(cursor);
  if (line[cursor.column] !== '!') return readUntagged(cursor, parentIndent, plainValue);
  const { tag, end } = tagAt(line, cursor.column);
  cursor.column = end;
  if (isFlowSign(nextSign(cursor, parentIndent), ',]}')) notPlain('a tag without a value');
  return withTag(tag, readUntagged(cursor, parentIndent, String));
};

const readUntagged = (
  cursor: TextCursor,
  parentIndent: number,
  typed: (text: string) => unknown,
): PlacedValue => {
  const sign = lineAt(cursor)[cursor.column];
  const begin = cursor.row + 1;
  if (sign === '[' || sign === '{') return readFlowCollection(cursor, parentIndent);
  return placedScalar(
    isQuote(sign) ? readQuoted(cursor, parentIndent) : typed(readFlowText(cursor)),
    begin,
    cursor,
  );
};
