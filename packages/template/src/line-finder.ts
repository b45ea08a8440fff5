import { isAlias, isMap, isScalar, LineCounter, type Pair } from 'yaml';
import { parseYaml } from './parse-yaml.ts';

/** Splits a place: `Role.Policies`, `Parameters.Secret.Default`, `Role.Policies, statement 1`. */
const dottedPath = /^[\w:-]+(?:\.[\w:-]+)*(?=,|$)/;

/**
 * Finds the line of a place in a template's text, counted from 1. Finds the property, or its nearest parent in the text.
 * `undefined` if the text does not contain the resource.
 */
export const createLineFinder = (text: string): ((where: string) => number | undefined) => {
  const lineCounter = new LineCounter();
  const document = parseYaml(text, lineCounter);

  const pairIn = (node: unknown, key: string): Pair | undefined => {
    const map = isAlias(node) ? node.resolve(document) : node;
    if (!isMap(map)) return undefined;
    return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
  };

  const valueIn = (node: unknown, key: string): unknown => pairIn(node, key)?.value;

  /** Paths in findings omit the key `Properties` of a resource. */
  const deepest = (node: unknown, [key, ...rest]: readonly string[]): Pair | undefined => {
    if (key === undefined) return undefined;
    const pair = pairIn(node, key) ?? pairIn(valueIn(node, 'Properties'), key);
    return pair && (deepest(pair.value, rest) ?? pair);
  };

  return (where) => {
    const segments = dottedPath.exec(where)?.[0].split('.') ?? [];
    const root = document.contents;
    const key = deepest(
      segments[0] === 'Parameters' ? root : valueIn(root, 'Resources'),
      segments,
    )?.key;
    const start = isScalar(key) ? key.range?.[0] : undefined;
    return start === undefined ? undefined : lineCounter.linePos(start).line;
  };
};
