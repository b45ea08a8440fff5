import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Pair,
} from 'yaml';
import { functionOfTag } from './plain/place-values.ts';
import type { RepeatedKey } from './plain/placed-value.ts';
import type { StepBudget } from './step-budget.ts';
import { TemplateUnreadableError } from './template-unreadable-error.ts';
import { stepsPerValue, tooDeep } from './unreadable.ts';

/** The nodes that aliases refer to: the last node with the name before the alias. One pass, in the order of the text. */
export const aliasTargets = (document: Document): ReadonlyMap<Alias, Node> => {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  const open: unknown[] = [document.contents];
  while (open.length > 0) {
    const node = open.pop();
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target) targets.set(node, target);
      continue;
    }
    const { anchor } = (node ?? {}) as { anchor?: string };
    if (anchor !== undefined) anchors.set(anchor, node as Node);
    for (const child of childrenOf(node).reverse()) open.push(child);
  }
  return targets;
};

const childrenOf = (node: unknown): unknown[] => {
  if (isMap(node)) return node.items.flatMap(({ key, value }) => [key, value]);
  return isSeq(node) ? [...node.items] : [];
};

export type YamlSource = {
  readonly name: string;
  readonly document: Document;
  readonly lineCounter: LineCounter;
  readonly budget: StepBudget;
  readonly maxDepth: number;
  /** Gets each key that one object has twice. */
  readonly repeated: RepeatedKey[];
};

type Convert = (node: unknown, depth: number) => unknown;

/**
 * Converts a document to values. Resolves aliases and merged keys, and writes tags of intrinsic functions in their long
 * form. The last of equal keys counts, as in CloudFormation.
 *
 * @throws TemplateUnreadableError for an unknown alias, too deep nesting and too much work
 */
export const yamlValue = ({
  name,
  document,
  lineCounter,
  budget,
  maxDepth,
  repeated,
}: YamlSource): unknown => {
  const targets = aliasTargets(document);
  const lineOf = (node: unknown): number => {
    const { range } = (node ?? {}) as { range?: [number, number, number] };
    return lineCounter.linePos(range?.[0] ?? 0).line;
  };

  const convert: Convert = (node, depth) => {
    budget.spend(stepsPerValue);
    if (depth > maxDepth) throw tooDeep(name, maxDepth);
    if (!isAlias(node)) return withTag(node, plain(node, depth + 1));
    const target = targets.get(node);
    if (target) return convert(target, depth + 1);
    throw new TemplateUnreadableError(
      name,
      `line ${lineOf(node)} has the alias *${node.source}, but no anchor &${node.source} is before it.`,
    );
  };

  const plain: Convert = (node, depth) => {
    if (isSeq(node)) return node.items.map((one) => convert(one, depth));
    if (isMap(node)) return mapOf(node.items, depth);
    return isScalar(node) ? node.value : null;
  };

  const mapOf = (items: readonly Pair[], depth: number): unknown => {
    const entries = new Map<string, unknown>();
    const lines = new Map<string, number>();
    const merged: unknown[] = [];
    for (const { key: node, value: inner } of items) {
      const key = String(convert(node, depth));
      const value = convert(inner, depth);
      if (key === mergeKey) merged.push(value);
      const first = lines.get(key);
      if (first !== undefined) repeated.push({ key, first, second: lineOf(node) });
      lines.set(key, lineOf(node));
      if (key !== mergeKey) entries.set(key, value);
    }
    return Object.fromEntries([...mergedEntries(merged), ...entries]);
  };
  return convert(document.contents, 0);
};

const mergeKey = '<<';

/** Keys of merged maps: the first map that has a key decides. https://yaml.org/type/merge.html */
const mergedEntries = (merged: readonly unknown[]): readonly [string, unknown][] =>
  merged
    .flat()
    .reverse()
    .flatMap((one) => (typeof one === 'object' && one !== null ? Object.entries(one) : []));

const withTag = (node: unknown, value: unknown): unknown => {
  const tag = (node as Node | null)?.tag;
  if (tag === undefined || !/^![A-Za-z]/.test(tag)) return value;
  return { [functionOfTag(tag.slice(1))]: value };
};
