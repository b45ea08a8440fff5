import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import { parseYaml } from './parse-yaml.ts';
import { aliasTargets } from './yaml-values.ts';

/** Splits a place: `Role.Policies`, `Parameters.Secret.Default`, `Chat.Policies.0, statement 1`. */
const dottedPath = /^[^\s.,]+(?:\.[^\s.,]+)*(?=,|$)/;

/** Sections of a template besides its resources. */
const sections = ['Parameters', 'Globals'];

const samType = /^AWS::Serverless::(\w+)$/;

/**
 * Finds the line of a place in a template's text, counted from 1. Finds the property or list item, or its nearest parent in
 * the text. A property that a SAM resource has from `Globals` is found there. `undefined` if the text does not contain the
 * resource.
 */
export type LineFinder = (where: string) => number | undefined;

/** Parses the text. If it is already parsed, use `lineFinderIn`. */
export const createLineFinder = (text: string): LineFinder => {
  const lineCounter = new LineCounter();
  return lineFinderIn(parseYaml(text, lineCounter).document, lineCounter);
};

/** The finder for a parsed text. `lineCounter` has counted its lines. */
export const lineFinderIn = (document: Document, lineCounter: LineCounter): LineFinder => {
  const targets = aliasTargets(document);
  const pairIn = createPairFinder(targets);
  const valueIn = (node: unknown, key: string): unknown => pairIn(node, key)?.value;

  /** Paths in findings omit the key `Properties` of a resource. */
  const deepest = (node: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return undefined;
    const item = itemIn(node, key, targets);
    if (item !== undefined) return deepest(item, rest) ?? item;
    const pair = pairIn(node, key) ?? pairIn(valueIn(node, 'Properties'), key);
    return pair && (deepest(pair.value, rest) ?? pair.key);
  };

  const inGlobals = ([logicalId = '', key = '', ...rest]: readonly string[]): unknown => {
    const resource = valueIn(valueIn(document.contents, 'Resources'), logicalId);
    if (pairIn(valueIn(resource, 'Properties'), key)) return undefined;
    const type = valueIn(resource, 'Type');
    const [, section = ''] = samType.exec(isScalar(type) ? String(type.value) : '') ?? [];
    const shared = valueIn(valueIn(document.contents, 'Globals'), section);
    return deepest(shared, [key, ...rest]);
  };

  return (where) => {
    const segments = dottedPath.exec(where)?.[0].split('.') ?? [];
    const root = document.contents;
    const isSection = sections.includes(segments[0] ?? '');
    const found =
      inGlobals(segments) ?? deepest(isSection ? root : valueIn(root, 'Resources'), segments);
    const start = isNode(found) ? found.range?.[0] : undefined;
    return start === undefined ? undefined : lineCounter.linePos(start).line;
  };
};

const itemIn = (node: unknown, key: string, targets: ReadonlyMap<Alias, Node>): unknown => {
  const list = isAlias(node) ? targets.get(node) : node;
  return isSeq(list) && /^\d+$/.test(key) ? list.items[Number(key)] : undefined;
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
