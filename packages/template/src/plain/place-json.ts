import { asObject } from '../json.ts';
import type { PlacedEntry, PlacedValue, RepeatedKey } from './placed-value.ts';

type JsonCursor = {
  readonly text: string;
  readonly repeated: RepeatedKey[];
  /** Offset in the text. */
  at: number;
  line: number;
};

const sign = {
  lineFeed: 10,
  space: 32,
  quote: 34,
  comma: 44,
  open: 91,
  backslash: 92,
  close: 93,
  brace: 123,
};

export type PlacedJson = {
  readonly root: PlacedValue;
  /** Keys that one object has twice. `JSON.parse` silently keeps only the last value. */
  readonly repeatedKeys: readonly RepeatedKey[];
};

/** More keys than these are not reported. */
const maxRepeated = 50;

/** The lines of a valid JSON text, of which `value` is the parsed value. */
export const placeJson = (text: string, value: unknown): PlacedJson => {
  const cursor: JsonCursor = { text, repeated: [], at: 0, line: 1 };
  return { root: placedAt(cursor, value), repeatedKeys: cursor.repeated };
};

/** The repeated keys of a valid JSON text. */
export const repeatedJsonKeys = (text: string): readonly RepeatedKey[] =>
  placeJson(text, undefined).repeatedKeys;

/** Moves to the next sign that is not white space, and returns it. */
const nextSign = (cursor: JsonCursor): number => {
  let code = cursor.text.charCodeAt(cursor.at);
  while (code <= sign.space) {
    if (code === sign.lineFeed) cursor.line += 1;
    cursor.at += 1;
    code = cursor.text.charCodeAt(cursor.at);
  }
  return code;
};

const placedAt = (cursor: JsonCursor, value: unknown): PlacedValue => {
  const code = nextSign(cursor);
  const { line } = cursor;
  if (code === sign.brace) return placedObject(cursor, value);
  if (code === sign.open) return placedArray(cursor, value);
  if (code === sign.quote) {
    skipString(cursor);
  } else {
    skipWord(cursor);
  }
  return { value, line, entries: undefined, items: undefined };
};

const placedObject = (cursor: JsonCursor, value: unknown): PlacedValue => {
  const { line } = cursor;
  const object = asObject(value);
  const entries = new Map<string, PlacedEntry>();
  do {
    cursor.at += 1;
    if (nextSign(cursor) !== sign.quote) break;
    const keyLine = cursor.line;
    const key = readKey(cursor);
    const first = entries.get(key)?.line;
    if (first !== undefined && cursor.repeated.length < maxRepeated) {
      cursor.repeated.push({ key, first, second: keyLine });
    }
    nextSign(cursor);
    cursor.at += 1;
    entries.set(key, { line: keyLine, placed: placedAt(cursor, object[key]) });
  } while (nextSign(cursor) === sign.comma);
  cursor.at += 1;
  return { value, line, entries, items: undefined };
};

const placedArray = (cursor: JsonCursor, value: unknown): PlacedValue => {
  const { line } = cursor;
  const values: readonly unknown[] = Array.isArray(value) ? value : [];
  const items: PlacedValue[] = [];
  do {
    cursor.at += 1;
    if (nextSign(cursor) === sign.close) break;
    items.push(placedAt(cursor, values[items.length]));
  } while (nextSign(cursor) === sign.comma);
  cursor.at += 1;
  return { value, line, entries: undefined, items };
};

const readKey = (cursor: JsonCursor): string => {
  const begin = cursor.at;
  skipString(cursor);
  const source = cursor.text.slice(begin, cursor.at);
  return source.includes('\\') ? String(JSON.parse(source)) : source.slice(1, -1);
};

const skipString = (cursor: JsonCursor): void => {
  const { text } = cursor;
  let at = cursor.at + 1;
  for (let code = text.charCodeAt(at); code !== sign.quote; code = text.charCodeAt(at)) {
    at += code === sign.backslash ? 2 : 1;
  }
  cursor.at = at + 1;
};

/** A number, `true`, `false` or `null`. */
const word = /[\w.+-]+/y;

const skipWord = (cursor: JsonCursor): void => {
  word.lastIndex = cursor.at;
  word.test(cursor.text);
  cursor.at = word.lastIndex;
};
