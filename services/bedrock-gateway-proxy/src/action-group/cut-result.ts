import { untrustedDataNotice } from '@hopwise/contracts/untrusted-data-notice';

/** A JSON object for the agent. */
export type Body = Readonly<Record<string, unknown>>;

type Path = readonly string[];
type FoundArray = { readonly path: Path; readonly items: readonly unknown[] };

/** Limits of the search: the number of arrays to cut, and their depth. */
const maxCuts = 8;
const maxDepth = 16;

/** The number of characters that a notice keeps of each text. */
const maxNoticeTextLength = 500;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function* arraysIn(value: unknown, path: Path): Generator<FoundArray> {
  if (!isObject(value) || path.length > maxDepth) return;
  if (Array.isArray(value)) yield { path, items: value };
  for (const [key, member] of Object.entries(value)) yield* arraysIn(member, [...path, key]);
}

/** The array with the most items. Among equally long arrays, the outermost. */
const longestArray = (body: Body): FoundArray | undefined => {
  let longest: FoundArray | undefined;
  for (const [key, member] of Object.entries(body)) {
    if (key === 'hops') continue;
    for (const found of arraysIn(member, [key])) {
      const isLonger = found.items.length > (longest?.items.length ?? 0);
      if (isLonger) longest = found;
    }
  }
  return longest;
};

const replaceAt = (value: unknown, path: Path, replacement: unknown): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return replacement;
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      String(index) === key ? replaceAt(item, rest, replacement) : item,
    );
  }
  const entries = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.map(([name, member]) => [
      name,
      name === key ? replaceAt(member, rest, replacement) : member,
    ]),
  );
};

/** The number of items that are left, and the number before the cut. */
type Count = { readonly shown: number; readonly total: number };

/** A tool's `total` can count items that the tool did not return. */
const totalOf = (body: Body, { path, items }: FoundArray): number =>
  path.length === 1 && typeof body.total === 'number'
    ? Math.max(body.total, items.length)
    : items.length;

const slice = (body: Body, { path, items }: FoundArray, shown: number): Body => {
  const cut = replaceAt(body, path, items.slice(0, shown));
  return isObject(cut) ? { ...cut } : body;
};

const mark = (body: Body, { shown, total }: Count): Body => {
  const note = `The answer was cut to fit: ${shown} of ${total} entries are shown.`;
  const summary = typeof body.summary === 'string' ? { summary: `${body.summary} ${note}` } : {};
  return { ...body, ...summary, truncated: true, shown, total };
};

/** The largest count that fits. `fits` must be true for 0 and false for `limit`. */
const largestFitting = (limit: number, fits: (count: number) => boolean): number => {
  let fitting = 0;
  let tooMany = limit;
  while (tooMany - fitting > 1) {
    const middle = Math.floor((fitting + tooMany) / 2);
    if (fits(middle)) {
      fitting = middle;
    } else {
      tooMany = middle;
    }
  }
  return fitting;
};

const start = (text: unknown): string => [...String(text)].slice(0, maxNoticeTextLength).join('');

/** The last resort, if no cut of an array is enough. */
const notice = (body: Body): Body => {
  const { ok, hops, error } = body;
  // The summary is a text of the tool, so the model must still learn that it is data.
  const warning = body.notice === untrustedDataNotice ? { notice: untrustedDataNotice } : {};
  const kept = { ...warning, ok, truncated: true, hops };
  if (isObject(error) && 'code' in error && 'message' in error) {
    return { ...kept, error: { code: start(error.code), message: start(error.message) } };
  }
  const summary = typeof body.summary === 'string' ? `${start(body.summary)} ` : '';
  return { ...kept, summary: `${summary}The answer was too large to be shown.` };
};

/**
 * Shortens a tool's result until it fits. It removes complete items from the end of the longest array,
 * then of the next one, and adds `truncated`, `shown`, `total` and a sentence in `summary`. The last
 * resort is a notice without data. The caller must check whether that fits.
 */
export const cutToFit = (body: Body, fits: (candidate: Body) => boolean): Body => {
  if (fits(body)) return body;
  let emptied = body;
  let total = 0;
  for (let cuts = 0; cuts < maxCuts; cuts += 1) {
    const array = longestArray(emptied);
    if (array === undefined) break;
    const before = emptied;
    total += totalOf(before, array);
    const withItems = (shown: number) => mark(slice(before, array, shown), { shown, total });
    if (fits(withItems(0))) {
      return withItems(largestFitting(array.items.length, (shown) => fits(withItems(shown))));
    }
    emptied = slice(before, array, 0);
  }
  return notice(body);
};
