import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  LineCounter,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import { parseYaml } from './parse-yaml.ts';
import { aliasTargets } from './yaml-values.ts';

/** Splits a place: `Role.Policies`, `Parameters.Secret.Default`, `Role.Policies, statement 1`. */
const dottedPath = /^[\w:-]+(?:\.[\w:-]+)*(?=,|$)/;

/**
 * Finds the line of a place in a template's text, counted from 1. Finds the property, or its nearest parent in the text.
 * `undefined` if the text does not contain the resource.
 */
export const createLineFinder = (text: string): ((where: string) => number | undefined) => {
  const lineCounter = new LineCounter();
  const { document } = parseYaml(text, lineCounter);
  const pairIn = createPairFinder(aliasTargets(document));
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

/** Keeps the keys of each map, because a template can have thousands of findings. */
const createPairFinder = (
  targets: ReadonlyMap<Alias, Node>,
): ((node: unknown, key: string) => Pair | undefined) => {
  const pairs = new Map<YAMLMap, ReadonlyMap<unknown, Pair>>();
  const pairsOf = (map: YAMLMap): ReadonlyMap<unknown, Pair> => {
    const known =
      pairs.get(map) ??
      new Map(map.items.flatMap((pair) => (isScalar(pair.key) ? [[pair.key.value, pair]] : [])));
    pairs.set(map, known);
    return known;
  };
  return (node, key) => {
    const map = isAlias(node) ? targets.get(node) : node;
    return isMap(map) ? pairsOf(map).get(key) : undefined;
  };
};
