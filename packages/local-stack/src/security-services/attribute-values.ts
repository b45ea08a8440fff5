/** A value in a finding, in the form that filters and sorting compare. */
export type AttributeValue = string | number | boolean;

/** Every value at a path of member names. A list contributes the values of all its items. */
export const valuesAt = (value: unknown, path: readonly string[]): readonly AttributeValue[] => {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => valuesAt(item, path));
  const [name, ...rest] = path;
  if (name !== undefined) {
    const inside = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
    return inside ? valuesAt(Reflect.get(value, name), rest) : [];
  }
  if (value instanceof Date) return [value.toISOString()];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? [value]
    : [];
};

/** A number, or the milliseconds since the epoch of a timestamp. */
export const numberOf = (value: AttributeValue): number => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? Date.parse(value) : Number.NaN;
};

/** The items in the order of their keys. Items without a key come last. */
export const sortedBy = <Item>(
  items: readonly Item[],
  keyOf: (item: Item) => AttributeValue | undefined,
  descending: boolean,
): Item[] =>
  items.toSorted((left, right) => {
    const [a, b] = [keyOf(left), keyOf(right)];
    if (a === undefined || b === undefined) {
      return Number(a === undefined) - Number(b === undefined);
    }
    const order = compare(a, b);
    return descending ? -order : order;
  });

const compare = (a: AttributeValue, b: AttributeValue): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en');
