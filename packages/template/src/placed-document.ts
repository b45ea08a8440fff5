import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  type YAMLMap,
} from 'yaml';
import type { PlacedEntry, PlacedValue } from './plain/placed-value.ts';
import { aliasTargets } from './yaml-values.ts';

/** The lines of a document that is a template. `lineCounter` has counted them. An alias has the entries of its target. */
export const placedDocument = (document: Document, lineCounter: LineCounter): PlacedValue => {
  const targets = aliasTargets(document);
  const known = new Map<unknown, PlacedValue>();

  const lineOf = (node: unknown): number => {
    const { range } = (node ?? {}) as { range?: readonly number[] };
    return lineCounter.linePos(range?.[0] ?? 0).line;
  };

  const place = (node: unknown): PlacedValue => {
    const before = known.get(node);
    if (before !== undefined) return before;
    const placed = isAlias(node)
      ? { ...place(targets.get(node)), line: lineOf(node) }
      : placeInner(node);
    known.set(node, placed);
    return placed;
  };

  const placeInner = (node: unknown): PlacedValue => ({
    value: isScalar(node) ? node.value : undefined,
    line: lineOf(node),
    entries: isMap(node) ? entriesOf(node) : undefined,
    items: isSeq(node) ? node.items.map(place) : undefined,
  });

  const entriesOf = ({ items }: YAMLMap): ReadonlyMap<string, PlacedEntry> =>
    new Map(
      items.flatMap(({ key, value }) =>
        isScalar(key) && typeof key.value === 'string'
          ? [[key.value, { line: lineOf(key), placed: place(value) }] as const]
          : [],
      ),
    );

  return place(document.contents);
};
