/** Two equal keys of one object, with their lines in the text. */
export type RepeatedKey = {
  readonly key: string;
  readonly first: number;
  readonly second: number;
};

/** A string, or a bracket. Everything else between them has no meaning here. */
const token = /"(?:[^"\\]|\\.)*"|[{}[\]]/g;

/** Finds the repeated keys in valid JSON. `JSON.parse` silently keeps only the last value. */
export const repeatedJsonKeys = (text: string): RepeatedKey[] => {
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  const found: RepeatedKey[] = [];
  for (const { key, first, second } of repetitions(text)) {
    found.push({ key, first: lineOf(first), second: lineOf(second) });
    if (found.length === maxFound) break;
  }
  return found;
};

/** The repeated keys with their offsets. */
const repetitions = function* (text: string) {
  const open: Map<string, number>[] = [];
  for (const { 0: part, index } of text.matchAll(token)) {
    if (part === '}' || part === ']') open.pop();
    if (part === '{' || part === '[') open.push(new Map());
    if (!part.startsWith('"') || !isKey(text, index + part.length)) continue;
    const key = String(JSON.parse(part));
    const first = open.at(-1)?.get(key);
    open.at(-1)?.set(key, index);
    if (first !== undefined) yield { key, first, second: index };
  }
};

/** Counting lines reads the text from its begin. */
const maxFound = 50;

const isKey = (text: string, end: number): boolean => {
  let at = end;
  while (/\s/.test(text.charAt(at))) at += 1;
  return text.charAt(at) === ':';
};
