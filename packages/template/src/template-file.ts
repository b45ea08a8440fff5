import { asObject, type JsonObject } from './json.ts';
import { createLineFinder, type LineFinder } from './line-finder.ts';
import { otherFile, otherLanguage } from './other-sources.ts';
import { placeJson } from './plain/place-json.ts';
import type { PlacedValue, RepeatedKey } from './plain/placed-value.ts';
import { readPlainYaml } from './plain/read-plain-yaml.ts';
import { type StepBudget, stepsOfText } from './step-budget.ts';
import { TemplateUnreadableError } from './template-unreadable-error.ts';
import { stepsPerValue, tooDeep } from './unreadable.ts';

/** Twice the size that CloudFormation accepts. */
const maxTextBytes = 2 * 1024 * 1024;

/** Maximum nesting of a template. */
export const maxDepth = 200;

/** A parsed template, with every intrinsic function in its long form. */
export type ReadTemplate = { readonly Resources: JsonObject } & JsonObject;

export type TemplateWithLines = {
  readonly template: ReadTemplate;
  /** Keys that one object has twice. CloudFormation silently uses the last, and so does `template`. */
  readonly repeatedKeys: readonly RepeatedKey[];
  /** Call it only for a template with findings. */
  readonly lineFinder: () => LineFinder;
};

export const expected = 'Expected a CloudFormation template in JSON or YAML.';

export type TemplateFile = {
  readonly text: string;
  readonly name: string;
  readonly budget: StepBudget;
};

export type ReadValue = {
  readonly value: unknown;
  readonly repeatedKeys: readonly RepeatedKey[];
  /** The same value with its lines. */
  readonly placed: () => PlacedValue;
};

/**
 * Reads JSON, and the YAML that most templates consist of. `undefined` for other YAML and for texts that are neither.
 *
 * @throws TemplateUnreadableError if the text is empty, too large, too deeply nested or in another language
 */
export const readPlainFile = (file: TemplateFile): ReadValue | undefined => {
  const { text, name, budget } = file;
  if (Buffer.byteLength(text) > maxTextBytes) {
    throw new TemplateUnreadableError(
      name,
      `it is larger than ${maxTextBytes} bytes, which is the limit.`,
    );
  }
  if (text.trim() === '') throw new TemplateUnreadableError(name, `it is empty. ${expected}`);
  budget.spend(stepsOfText(text));
  const language = otherLanguage(text);
  if (language !== undefined) throw new TemplateUnreadableError(name, language);
  const json = /^\s*\{/.test(text) ? fromJson(file) : undefined;
  return json ?? fromPlainYaml(file);
};

/**
 * The template that a value is.
 *
 * @throws TemplateUnreadableError if it has no resources
 */
export const asTemplate = (read: ReadValue, name: string): TemplateWithLines => {
  const { value, repeatedKeys, placed } = read;
  const { Resources } = asObject(value);
  if (Object.keys(asObject(Resources)).length > 0) {
    const lineFinder = () => createLineFinder(placed());
    return { template: value as ReadTemplate, repeatedKeys, lineFinder };
  }
  throw new TemplateUnreadableError(name, otherFile(value) ?? `it has no Resources. ${expected}`);
};

/** `undefined` if the text is not JSON. YAML can also begin with a brace, and its errors have a line. */
const fromJson = (file: TemplateFile): ReadValue | undefined => {
  try {
    const value = bounded(JSON.parse(file.text), file, 0);
    const { root, repeatedKeys } = placeJson(file.text, value);
    return { value, repeatedKeys, placed: () => root };
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
};

const bounded = (value: unknown, file: TemplateFile, depth: number): unknown => {
  file.budget.spend(1);
  if (depth > maxDepth) throw tooDeep(file.name, maxDepth);
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) bounded(inner, file, depth + 1);
  }
  return value;
};

const fromPlainYaml = ({ text, budget }: TemplateFile): ReadValue | undefined => {
  const plain = readPlainYaml(text);
  if (plain === undefined) return undefined;
  budget.spend(plain.count * stepsPerValue);
  return { value: plain.root.value, repeatedKeys: [], placed: () => plain.root };
};
