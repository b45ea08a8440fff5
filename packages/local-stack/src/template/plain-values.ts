type Place = { readonly value: unknown; readonly path: readonly string[] };

/**
 * The first value that JSON does not have, for instance a function or a date. An untyped caller can give one, and no message
 * can quote it. `undefined` is a missing member.
 */
export const valueProblem = (template: object): string | undefined => {
  const places: Place[] = [{ value: template, path: [] }];
  const visited = new Set<unknown>();
  for (let place = places.pop(); place !== undefined; place = places.pop()) {
    const { value, path } = place;
    if (!isPlain(value)) return `has a value at ${path.join('.')} that JSON does not have`;
    if (typeof value !== 'object' || value === null || visited.has(value)) continue;
    visited.add(value);
    for (const [name, one] of Object.entries(value)) {
      places.push({ value: one, path: [...path, name] });
    }
  }
  return undefined;
};

const plainTypes = ['string', 'boolean', 'undefined'];

const isPlain = (value: unknown): boolean => {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) {
    return value === null || plainTypes.includes(typeof value);
  }
  // Not a prototype, because a value can come from another realm.
  return Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]';
};
