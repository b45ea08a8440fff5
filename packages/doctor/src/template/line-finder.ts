import { isAlias, isMap, isScalar, LineCounter, type Pair } from 'yaml';
import { parseYaml } from './parse-yaml.ts';

/** What names a place: `Role.Policies`, `Parameters.Secret.Default`, `Role.Policies, statement 1`. */
const dottedPath = /^[\w:-]+(?:\.[\w:-]+)*(?=,|$)/;

/**
 * Finds the line of a place in a template's text, counted from 1: of its property as far as the text has it, or of its
 * resource. `undefined` where there is neither.
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

  /** A path leaves out the `Properties` of a resource. */
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
