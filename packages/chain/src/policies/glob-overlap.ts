/** Longer than any ARN. It bounds the time of a comparison. */
const maxLength = 2048;

/** Whether any text matches both patterns. In each, `*` matches any text. */
export const globsOverlap = (one: string, other: string): boolean => {
  const left = one.slice(0, maxLength);
  const right = other.slice(0, maxLength);
  if (!left.includes('*') && !right.includes('*')) return left === right;
  const known = new Map<number, boolean>();
  const overlap = (i: number, j: number): boolean => {
    const key = i * (right.length + 1) + j;
    const before = known.get(key);
    if (before !== undefined) return before;
    const result = step(i, j);
    known.set(key, result);
    return result;
  };
  const step = (i: number, j: number): boolean => {
    const [a, b] = [left[i], right[j]];
    if (a === undefined && b === undefined) return true;
    if (a === '*') return overlap(i + 1, j) || (b !== undefined && overlap(i, j + 1));
    if (b === '*') return overlap(i, j + 1) || (a !== undefined && overlap(i + 1, j));
    return a === b && overlap(i + 1, j + 1);
  };
  return overlap(0, 0);
};

const arnParts = 6;

/** The parts of an ARN. The last one can contain colons. Fewer parts if the text is not a whole ARN. */
const partsOf = (arn: string): readonly string[] => {
  const parts: string[] = [];
  let start = 0;
  for (let end = arn.indexOf(':'); end !== -1 && parts.length < arnParts - 1; ) {
    parts.push(arn.slice(start, end));
    start = end + 1;
    end = arn.indexOf(':', start);
  }
  return [...parts, arn.slice(start)];
};

/** Whether any ARN matches both patterns. Compares part by part, because a `*` before the resource part matches no colon. */
export const arnsOverlap = (one: string, other: string): boolean => {
  const [left, right] = [partsOf(one), partsOf(other)];
  const areWhole = left.length === arnParts && right.length === arnParts;
  if (!areWhole) return globsOverlap(one, other);
  return left.every((part, index) => globsOverlap(part, right[index] ?? ''));
};
