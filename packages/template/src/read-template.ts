import {
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
} from 'yaml';
import { asObject, type JsonObject } from './json.ts';
import { parseYaml } from './parse-yaml.ts';
import { TemplateUnreadableError } from './template-unreadable-error.ts';

/** Twice the size that CloudFormation accepts. */
const maxTextBytes = 2 * 1024 * 1024;

/** More than 1 MB of text can contain without nested aliases. */
const maxNodes = 500_000;
const maxDepth = 200;

/** A parsed template, with every intrinsic function in its long form. */
export type ReadTemplate = { readonly Resources: JsonObject } & JsonObject;

const expected = 'Expected a CloudFormation template in JSON or YAML.';

/**
 * Reads a CloudFormation template in JSON or YAML.
 *
 * @throws TemplateUnreadableError if the text is empty, malformed, too large, too deeply nested, or not a template
 */
export const readTemplate = (text: string, name: string): ReadTemplate => {
  if (Buffer.byteLength(text) > maxTextBytes) {
    throw new TemplateUnreadableError(
      name,
      `it is larger than ${maxTextBytes} bytes, which is the limit.`,
    );
  }
  if (text.trim() === '') throw new TemplateUnreadableError(name, `it is empty. ${expected}`);
  const value = /^\s*\{/.test(text) ? fromJson(text, name) : fromYaml(text, name);
  const resources = asObject(value).Resources;
  if (Object.keys(asObject(resources)).length === 0) {
    throw new TemplateUnreadableError(name, `it has no Resources. ${expected}`);
  }
  return value as ReadTemplate;
};

const fromJson = (text: string, name: string): unknown => {
  try {
    return bounded(JSON.parse(text), name);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    // YAML can also begin with a brace, and its errors have a line.
    return fromYaml(text, name);
  }
};

const bounded = (value: unknown, name: string, depth = 0): unknown => {
  if (depth > maxDepth) throw tooDeep(name);
  for (const inner of Object.values(asChildren(value))) bounded(inner, name, depth + 1);
  return value;
};

const asChildren = (value: unknown): object =>
  typeof value === 'object' && value !== null ? value : {};

const tooDeep = (name: string): TemplateUnreadableError =>
  new TemplateUnreadableError(
    name,
    `it is nested deeper than ${maxDepth} levels, which is the limit.`,
  );

const fromYaml = (text: string, name: string): unknown => {
  const lineCounter = new LineCounter();
  const document = documentOf(text, name, lineCounter);
  const [error] = document.errors;
  if (error) {
    const { line } = lineCounter.linePos(error.pos[0]);
    throw new TemplateUnreadableError(name, syntaxProblem(line, error.code));
  }
  return createConverter(document, name)(document.contents, 0);
};

const syntaxProblem = (line: number, code: ErrorCode): string =>
  code === 'DUPLICATE_KEY'
    ? `line ${line} repeats a key of the same object (${code}). Rename or remove one of them.`
    : `line ${line} is neither JSON nor YAML (${code}). ${expected}`;

const documentOf = (text: string, name: string, lineCounter: LineCounter): Document => {
  try {
    return parseYaml(text, lineCounter);
  } catch (cause) {
    // The parser is recursive: deeply nested text exhausts its stack.
    throw new TemplateUnreadableError(name, `it is not valid YAML. ${expected}`, { cause });
  }
};

type Convert = (node: unknown, depth: number) => unknown;

/** Converts nodes to values. Resolves aliases and writes tags of intrinsic functions in their long form. */
const createConverter = (document: Document, name: string): Convert => {
  let nodes = 0;
  const convert: Convert = (node, depth) => {
    nodes += 1;
    if (nodes > maxNodes) {
      throw new TemplateUnreadableError(
        name,
        `its aliases expand to more than ${maxNodes} values.`,
      );
    }
    if (depth > maxDepth) throw tooDeep(name);
    if (isAlias(node)) return convert(node.resolve(document), depth + 1);
    return withTag(
      node,
      plain(node, (inner) => convert(inner, depth + 1)),
    );
  };
  return convert;
};

const plain = (node: unknown, convert: (inner: unknown) => unknown): unknown => {
  if (isSeq(node)) return node.items.map(convert);
  if (isMap(node)) {
    return Object.fromEntries(
      node.items.map(({ key, value }) => [String(convert(key)), convert(value)]),
    );
  }
  return isScalar(node) ? node.value : null;
};

const withTag = (node: unknown, value: unknown): unknown => {
  const tag = (node as Node | null)?.tag;
  if (tag === undefined || !/^![A-Za-z]/.test(tag)) return value;
  const name = tag.slice(1);
  return { [name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`]: value };
};
