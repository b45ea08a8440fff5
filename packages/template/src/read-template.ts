import { LineCounter, type YAMLError } from 'yaml';
import { asObject, type JsonObject } from './json.ts';
import { createLineFinder, type LineFinder, lineFinderIn } from './line-finder.ts';
import { otherFile, otherLanguage } from './other-sources.ts';
import { type ParsedYaml, parseYaml } from './parse-yaml.ts';
import { type RepeatedKey, repeatedJsonKeys } from './repeated-json-key.ts';
import { createStepBudget, type StepBudget, stepsOfText } from './step-budget.ts';
import { TemplateUnreadableError } from './template-unreadable-error.ts';
import { tooDeep, yamlValue } from './yaml-values.ts';

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

export type TemplateWithLines = {
  readonly template: ReadTemplate;
  /** Keys that one object has twice. CloudFormation silently uses the last, and so does `template`. */
  readonly repeatedKeys: readonly RepeatedKey[];
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
  const { value, ...read } = /^\s*\{/.test(text) ? fromJson(file) : fromYaml(file);
  const { Resources } = asObject(value);
  if (Object.keys(asObject(Resources)).length > 0) {
    return { template: value as ReadTemplate, ...read };
  }
  throw new TemplateUnreadableError(name, otherFile(value) ?? `it has no Resources. ${expected}`);
};

type TemplateFile = {
  readonly text: string;
  readonly name: string;
  readonly budget: StepBudget;
};

type ReadValue = Omit<TemplateWithLines, 'template'> & { readonly value: unknown };

const fromJson = (file: TemplateFile): ReadValue => {
  const { text } = file;
  try {
    const value = bounded(JSON.parse(text), file, 0);
    const repeatedKeys = repeatedJsonKeys(text);
    return { value, repeatedKeys, lineFinder: () => createLineFinder(text) };
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
  const repeated: RepeatedKey[] = [];
  const value = yamlValue({ name, document, lineCounter, budget, maxDepth, repeated });
  return { value, repeatedKeys: repeated, lineFinder: () => lineFinderIn(document, lineCounter) };
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
