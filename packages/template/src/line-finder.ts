import type { PlacedEntry, PlacedValue } from './plain/placed-value.ts';

/** Splits a place: `Role.Policies`, `Parameters.Secret.Default`, `Chat.Policies.0, statement 1`. */
const dottedPath = /^[^\s.,]+(?:\.[^\s.,]+)*(?=,|$)/;

/** Sections of a template besides its resources. */
const sections = ['Parameters', 'Globals'];

const samType = /^AWS::Serverless::(\w+)$/;

/**
 * Finds the line of a place in a template's text, counted from 1. Finds the property or list item, or its nearest parent in
 * the text. A property that a SAM resource has from `Globals` is found there. `undefined` if the text does not contain the
 * resource.
 */
export type LineFinder = (where: string) => number | undefined;

/** The finder for a template with lines. */
export const createLineFinder =
  (root: PlacedValue): LineFinder =>
  (where) => {
    const segments = dottedPath.exec(where)?.[0].split('.') ?? [];
    const isSection = sections.includes(segments[0] ?? '');
    return (
      inGlobals(root, segments) ?? deepest(isSection ? root : valueIn(root, 'Resources'), segments)
    );
  };

const entryIn = (placed: PlacedValue | undefined, key: string): PlacedEntry | undefined =>
  placed?.entries?.get(key);

const valueIn = (placed: PlacedValue | undefined, key: string): PlacedValue | undefined =>
  entryIn(placed, key)?.placed;

const itemIn = (placed: PlacedValue | undefined, key: string): PlacedValue | undefined =>
  /^\d+$/.test(key) ? placed?.items?.[Number(key)] : undefined;

/** The line of the last segment that the text has. Paths in findings omit the key `Properties` of a resource. */
const deepest = (
  placed: PlacedValue | undefined,
  [key, ...rest]: readonly string[],
): number | undefined => {
  if (key === undefined) return undefined;
  const item = itemIn(placed, key);
  if (item !== undefined) return deepest(item, rest) ?? item.line;
  const entry = entryIn(placed, key) ?? entryIn(valueIn(placed, 'Properties'), key);
  return entry && (deepest(entry.placed, rest) ?? entry.line);
};

const inGlobals = (
  root: PlacedValue,
  [logicalId = '', key = '', ...rest]: readonly string[],
): number | undefined => {
  const resource = valueIn(valueIn(root, 'Resources'), logicalId);
  if (entryIn(valueIn(resource, 'Properties'), key)) return undefined;
  const [, section = ''] = samType.exec(String(valueIn(resource, 'Type')?.value)) ?? [];
  return deepest(valueIn(valueIn(root, 'Globals'), section), [key, ...rest]);
};
