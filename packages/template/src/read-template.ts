import { LineCounter, type YAMLError } from 'yaml';
import { asObject, type JsonObject } from './json.ts';
import { createLineFinder, type LineFinder, lineFinderIn } from './line-finder.ts';
import { otherFile, otherLanguage } from './other-sources.ts';
import { type ParsedYaml, parseYaml } from './parse-yaml.ts';
import { repeatedJsonKey } from './repeated-json-key.ts';
import { createStepBudget, type StepBudget, stepsOfText } from './step-budget.ts';
import { TemplateUnreadableError } from './template-unreadable-error.ts';
import { repeatedKey, tooDeep, yamlValue } from './yaml-values.ts';

/** Twice the size that CloudFormation accepts. */
const maxTextBytes = 2 * 1024 * 1024;

const maxDepth = 200;

/** A parsed template, with every intrinsic function in its long form. */
export type ReadTemplate = { readonly Resources: JsonObject } & JsonObject;

const expected = 'Expected a CloudFormation template in JSON or YAML.';

/**
 * Reads a CloudFormation template in JSON or YAML.
 *
 * @throws TemplateUnreadableError if the text is empty, malformed, too large, too deeply nested, or not a template, and if
 * reading costs more than `budget`
 */
export const readTemplate = (
  text: string,
  name: string,
  budget: StepBudget = createStepBudget(name),
): ReadTemplate => readTemplateWithLines(text, name, budget).template;

type TemplateWithLines = {
  readonly template: ReadTemplate;
  /** Call it only for a template with findings. */
  readonly lineFinder: () => LineFinder;
};

/**
 * Like `readTemplate`, with the lines of places in the text. YAML is parsed only once for both.
 *
 * @throws TemplateUnreadableError like `readTemplate`
 */
export const readTemplateWithLines = (
  text: string,
  name: string,
  budget: StepBudget = createStepBudget(name),
): TemplateWithLines => {
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
  const file = { text, name, budget };
  const { value, lineFinder } = /^\s*\{/.test(text) ? fromJson(file) : fromYaml(file);
  const { Resources } = asObject(value);
  if (Object.keys(asObject(Resources)).length > 0) {
    return { template: value as ReadTemplate, lineFinder };
  }
  throw new TemplateUnreadableError(name, otherFile(value) ?? `it has no Resources. ${expected}`);
};

type TemplateFile = {
  readonly text: string;
  readonly name: string;
  readonly budget: StepBudget;
};

type ReadValue = { readonly value: unknown; readonly lineFinder: () => LineFinder };

const fromJson = (file: TemplateFile): ReadValue => {
  const { text, name } = file;
  try {
    const value = bounded(JSON.parse(text), file, 0);
    const repeated = repeatedJsonKey(text);
    if (repeated === undefined) return { value, lineFinder: () => createLineFinder(text) };
    const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
    const lines = { first: lineOf(repeated.first), second: lineOf(repeated.second) };
    throw repeatedKey(name, { key: repeated.key, ...lines });
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    // YAML can also begin with a brace, and its errors have a line.
    return fromYaml(file);
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

const fromYaml = ({ text, name, budget }: TemplateFile): ReadValue => {
  const lineCounter = new LineCounter();
  const { document, depth } = parsed({ text, name, budget }, lineCounter);
  if (depth > maxDepth) throw tooDeep(name, maxDepth);
  const [error] = document.errors;
  if (error) {
    const { line } = lineCounter.linePos(error.pos[0]);
    throw new TemplateUnreadableError(name, syntaxProblem(line, error));
  }
  const value = yamlValue({ name, document, lineCounter, budget, maxDepth });
  return { value, lineFinder: () => lineFinderIn(document, lineCounter) };
};

const syntaxProblem = (line: number, { code }: YAMLError): string =>
  code === 'MULTIPLE_DOCS'
    ? `line ${line} begins a second YAML document. A template is one document.`
    : `line ${line} is neither JSON nor YAML (${code}). ${expected}`;

const parsed = ({ text, name, budget }: TemplateFile, lineCounter: LineCounter): ParsedYaml => {
  try {
    return parseYaml(text, lineCounter, budget);
  } catch (cause) {
    if (cause instanceof TemplateUnreadableError) throw cause;
    // The parser is recursive: deeply nested text exhausts its stack.
    throw new TemplateUnreadableError(name, `it is not valid YAML. ${expected}`, { cause });
  }
};
