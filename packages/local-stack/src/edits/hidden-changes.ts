import { isDeepStrictEqual } from 'node:util';
import { copyOf, type Template } from '../template/template.ts';

/** A fault that is on, or the edit of an API operation. */
export type ChangedBy = { readonly fault: string } | { readonly edit: string };

/** A change of a resource that has no effect, at least in part, because something else sets the same properties. */
export type HiddenChange = { readonly logicalId: string; readonly by: ChangedBy };

/** A change that the running stack adds to every version of its template. */
export type Overlay = {
  readonly by: ChangedBy;
  readonly change: (template: Template) => void;
};

type Versions = { readonly before: Template; readonly after: Template };

/** The changes between two versions of a template that overlays hide, in the order in which the overlays apply. */
export const hiddenChanges = (
  { before, after }: Versions,
  overlays: readonly Overlay[],
): readonly HiddenChange[] => {
  const logicalIds = Object.keys({ ...before.Resources, ...after.Resources });
  const count = (versions: Versions) =>
    logicalIds.map((logicalId) => differencesOf(logicalId, versions));
  const deployed = { before: copyOf(before), after: copyOf(after) };
  let differences = count(deployed);
  return overlays.flatMap(({ by, change }) => {
    change(deployed.before);
    change(deployed.after);
    const left = count(deployed);
    const hidden = logicalIds.filter(
      (_id, index) => (left[index] ?? 0) < (differences[index] ?? 0),
    );
    differences = left;
    return hidden.map((logicalId) => ({ logicalId, by }));
  });
};

const differencesOf = (logicalId: string, { before, after }: Versions): number =>
  countDifferences(before.Resources[logicalId], after.Resources[logicalId]);

/** Counts the values that differ. Lists are compared without their order, because an edit can shorten a list. */
const countDifferences = (one: unknown, other: unknown): number => {
  if (isDeepStrictEqual(one, other)) return 0;
  if (Array.isArray(one) && Array.isArray(other)) {
    return missingIn(one, other) + missingIn(other, one);
  }
  if (!isObject(one) || !isObject(other)) return 1;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].reduce((sum, name) => sum + countDifferences(one[name], other[name]), 0);
};

const missingIn = (items: readonly unknown[], others: readonly unknown[]): number =>
  items.filter((item) => !others.some((other) => isDeepStrictEqual(item, other))).length;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
