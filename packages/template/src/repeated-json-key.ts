/** Two equal keys of one JSON object, with their offsets in the text. */
export type RepeatedJsonKey = {
  readonly key: string;
  readonly first: number;
  readonly second: number;
};

/** A string, or a bracket. Everything else between them has no meaning here. */
const token = /"(?:[^"\\]|\\.)*"|[{}[\]]/g;

/** Finds a repeated key in valid JSON. `JSON.parse` would silently keep only the last value. */
export const repeatedJsonKey = (text: string): RepeatedJsonKey | undefined => {
  const open: Map<string, number>[] = [];
  for (const { 0: found, index } of text.matchAll(token)) {
    if (found === '}' || found === ']') open.pop();
    if (found === '{' || found === '[') open.push(new Map());
    if (!found.startsWith('"') || !isKey(text, index + found.length)) continue;
    const key = String(JSON.parse(found));
    const first = open.at(-1)?.get(key);
    if (first !== undefined) return { key, first, second: index };
    open.at(-1)?.set(key, index);
  }
  return undefined;
};

const isKey = (text: string, end: number): boolean => {
  let at = end;
  while (/\s/.test(text.charAt(at))) at += 1;
  return text.charAt(at) === ':';
};
