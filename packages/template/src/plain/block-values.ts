import { readBlockScalar } from './block-scalar.ts';
import { readFlowCollection } from './flow-values.ts';
import { buildMap, nested, placedList, placedScalar, tagAt, withTag } from './place-values.ts';
import type { PlacedValue } from './placed-value.ts';
import { readPlainText } from './plain-scalar.ts';
import { quotedAt, readQuoted } from './quoted-scalar.ts';
import { plainValue, refuseIndicator } from './scalars.ts';
import {
  afterSpaces,
  isDash,
  isRestEmpty,
  lineAt,
  notPlain,
  type TextCursor,
  toNextLine,
} from './text-cursor.ts';

/** Reads the value at the cursor, whose lines have more indentation than `parentIndent`. */
export const readBlock = (cursor: TextCursor, parentIndent: number): PlacedValue =>
  nested(cursor, () => {
    if (isDash(cursor)) return readList(cursor);
    return keyAt(lineAt(cursor), cursor.column) === undefined
      ? readInline(cursor, parentIndent)
      : readMap(cursor);
  });

const readList = (cursor: TextCursor): PlacedValue => {
  const { column: indent } = cursor;
  const begin = cursor.row + 1;
  const items: PlacedValue[] = [];
  do {
    const line = lineAt(cursor);
    if (isRestEmpty(line, indent + 1)) {
      toNextLine(cursor);
      if (cursor.column <= indent) notPlain('an item without a value');
    } else {
      cursor.column = afterSpaces(line, indent + 1);
    }
    items.push(readBlock(cursor, indent));
  } while (cursor.column === indent && isDash(cursor));
  if (cursor.column > indent) notPlain('another indentation');
  return placedList(items, begin, cursor);
};

const readMap = (cursor: TextCursor): PlacedValue => {
  const { column: indent } = cursor;
  const begin = cursor.row + 1;
  const map = buildMap(cursor);
  do {
    const line = cursor.row + 1;
    const { key, end } = keyAt(lineAt(cursor), indent) ?? notPlain('no key');
    map.add(key, line, readValue(cursor, indent, end));
  } while (cursor.column === indent && !isDash(cursor));
  if (cursor.column >= indent) notPlain('another indentation');
  return map.at(begin);
};

/** Longer keys are an error. */
const maxKeyLength = 1000;

type Key = { readonly key: unknown; readonly end: number };

/** The key at a column, and the column after its colon. */
const keyAt = (line: string, column: number): Key | undefined => {
  const sign = line[column];
  if (sign === '"' || sign === "'") {
    const quoted = quotedAt(line, column);
    return quoted && isColon(line, quoted.end)
      ? { key: quoted.value, end: quoted.end + 1 }
      : undefined;
  }
  if (sign !== undefined && '![{|>'.includes(sign)) return undefined;
  let colon = line.indexOf(':', column);
  while (colon !== -1 && !isColon(line, colon)) colon = line.indexOf(':', colon + 1);
  if (colon === -1) return undefined;
  const text = line.slice(column, colon).trimEnd();
  if (text.includes(' #')) return undefined;
  if (text.length > maxKeyLength) notPlain('a long key');
  refuseIndicator(text);
  return { key: plainValue(text), end: colon + 1 };
};

const isColon = (line: string, column: number): boolean => {
  const next = line[column + 1];
  return line[column] === ':' && (next === undefined || next === ' ');
};

/** Reads the value of a key that ends at `end`, in a map with this indentation. */
const readValue = (cursor: TextCursor, indent: number, end: number): PlacedValue => {
  const line = lineAt(cursor);
  const begin = cursor.row + 1;
  if (!isRestEmpty(line, end)) {
    cursor.column = afterSpaces(line, end);
    return readInline(cursor, indent, isListAt);
  }
  toNextLine(cursor);
  if (cursor.column > indent) return readBlock(cursor, indent);
  return isListAt(cursor, indent)
    ? nested(cursor, () => readList(cursor))
    : placedScalar(null, begin, cursor);
};

/** A list in a map can have the indentation of its key. */
const isListAt = (cursor: TextCursor, indent: number): boolean =>
  cursor.column === indent && isDash(cursor);

const never = (_cursor: TextCursor, _indent: number): boolean => false;

/** Reads a value that begins after a key, a dash or spaces. */
const readInline = (cursor: TextCursor, parentIndent: number, canBeList = never): PlacedValue => {
  const line = lineAt(cursor);
  if (line[cursor.column] !== '!') return readUntagged(cursor, parentIndent, plainValue);
  const { tag, end } = tagAt(line, cursor.column);
  if (!isRestEmpty(line, end)) {
    cursor.column = afterSpaces(line, end);
    return withTag(tag, readUntagged(cursor, parentIndent, String));
  }
  toNextLine(cursor);
  if (canBeList(cursor, parentIndent)) {
    return withTag(
      tag,
      nested(cursor, () => readList(cursor)),
    );
  }
  if (cursor.column <= parentIndent) notPlain('a tag without a value');
  if (lineAt(cursor)[cursor.column] === '!') notPlain('two tags');
  const placed = readBlock(cursor, parentIndent);
  if (placed.entries === undefined && placed.items === undefined) notPlain('a tag above a scalar');
  return withTag(tag, placed);
};

const readUntagged = (
  cursor: TextCursor,
  parentIndent: number,
  typed: (text: string) => unknown,
): PlacedValue => {
  const line = lineAt(cursor);
  const begin = cursor.row + 1;
  const sign = line[cursor.column];
  if (sign === '|' || sign === '>') {
    return placedScalar(readBlockScalar(cursor, parentIndent), begin, cursor);
  }
  if (sign === '"' || sign === "'") {
    const value = readQuoted(cursor, parentIndent);
    toEndOfLine(cursor);
    return placedScalar(value, begin, cursor);
  }
  if (sign === '[' || sign === '{') {
    const placed = readFlowCollection(cursor, parentIndent);
    toEndOfLine(cursor);
    return placed;
  }
  return placedScalar(typed(readPlainText(cursor, parentIndent)), begin, cursor);
};

const toEndOfLine = (cursor: TextCursor): void => {
  if (!isRestEmpty(lineAt(cursor), cursor.column)) notPlain('signs after a value');
  toNextLine(cursor);
};
