const anyRun = Symbol('*');
const anyOne = Symbol('?');

/** A pattern, one token for each UTF-16 code unit or wildcard. */
export type Glob = readonly (string | typeof anyRun | typeof anyOne)[];

/** A pattern in which `*` and `?` are plain characters. */
export const literalGlob = (text: string): Glob => text.split('');

/** A cache of parsed patterns, because every decision uses the same ones. A full cache is cleared. */
const parsed = new Map<string, Glob>();
const maxParsed = 2_000;

/** A pattern in which `*` matches any number of characters, and `?` matches exactly one. */
export const parseGlob = (text: string): Glob => {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const glob = text.split('').map((char) => (char === '*' ? anyRun : char === '?' ? anyOne : char));
  if (parsed.size >= maxParsed) parsed.clear();
  parsed.set(text, glob);
  return glob;
};

/** Splits at the first `count` literal colons. The last part keeps the remaining colons. */
export const splitGlob = (glob: Glob, count: number): readonly Glob[] => {
  const parts: Glob[] = [];
  let start = 0;
  for (let at = 0; at < glob.length && parts.length < count; at++) {
    if (glob[at] !== ':') continue;
    parts.push(glob.slice(start, at));
    start = at + 1;
  }
  return [...parts, glob.slice(start)];
};

/**
 * Whether the whole text matches the pattern. It backtracks only to the last `*`, so the time is
 * bounded by the product of the two lengths.
 */
export const matchesGlob = (glob: Glob, text: string): boolean => {
  let at = 0;
  let star = -1;
  let starText = 0;
  for (let textAt = 0; textAt < text.length; ) {
    const token = glob[at];
    if (token === anyRun) {
      star = at++;
      starText = textAt;
    } else if (token === anyOne || token === text[textAt]) {
      at++;
      textAt++;
    } else if (star >= 0) {
      at = star + 1;
      textAt = ++starText;
    } else {
      return false;
    }
  }
  return glob.slice(at).every((token) => token === anyRun);
};
