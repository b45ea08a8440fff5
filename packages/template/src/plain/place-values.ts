import type { PlacedEntry, PlacedValue } from './placed-value.ts';
import { notPlain, type TextCursor } from './text-cursor.ts';

/** Deeper values are left to the YAML library, which has the limits. */
const maxDepth = 100;

/** Reads a value that is nested in the one before. */
export const nested = (cursor: TextCursor, read: () => PlacedValue): PlacedValue => {
  cursor.depth += 1;
  if (cursor.depth > maxDepth) notPlain('deep nesting');
  const placed = read();
  cursor.depth -= 1;
  return placed;
};

export const placedScalar = (value: unknown, line: number, cursor: TextCursor): PlacedValue => {
  cursor.count += 1;
  return { value, line, entries: undefined, items: undefined };
};

export const placedList = (
  items: readonly PlacedValue[],
  line: number,
  cursor: TextCursor,
): PlacedValue => {
  cursor.count += 1;
  return { value: items.map(({ value }) => value), line, entries: undefined, items };
};

export type MapBuilder = {
  add(key: unknown, line: number, placed: PlacedValue): void;
  /** The finished map, which begins at `line`. */
  at(line: number): PlacedValue;
};

/** Repeated and merged keys are left to the YAML library, and so is the key that sets a prototype. */
const specialKeys: ReadonlySet<string> = new Set(['<<', '__proto__']);

export const buildMap = (cursor: TextCursor): MapBuilder => {
  const object: Record<string, unknown> = {};
  const entries = new Map<string, PlacedEntry>();
  return {
    add: (key, line, placed) => {
      const name = String(key);
      if (specialKeys.has(name) || Object.hasOwn(object, name)) notPlain('a special key');
      cursor.count += 1;
      object[name] = placed.value;
      if (typeof key === 'string') entries.set(key, { line, placed });
    },
    at: (line) => {
      cursor.count += 1;
      return { value: object, line, entries, items: undefined };
    },
  };
};

const tagForm = /!([A-Za-z][A-Za-z0-9]*)(?= |$)/y;

/** The tag at a column, and the column after it. */
export const tagAt = (
  line: string,
  column: number,
): { readonly tag: string; readonly end: number } => {
  tagForm.lastIndex = column;
  const [source, tag] = tagForm.exec(line) ?? [];
  return source === undefined || tag === undefined
    ? notPlain('another tag')
    : { tag, end: column + source.length };
};

/** The long form of a tag of CloudFormation. */
export const functionOfTag = (tag: string): string =>
  tag === 'Ref' || tag === 'Condition' ? tag : `Fn::${tag}`;

export const withTag = (
  tag: string,
  { value, line, entries, items }: PlacedValue,
): PlacedValue => ({
  value: { [functionOfTag(tag)]: value },
  line,
  entries,
  items,
});
