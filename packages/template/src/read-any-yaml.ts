import { LineCounter, type YAMLError } from 'yaml';
import { type ParsedYaml, parseYaml } from './parse-yaml.ts';
import { placedDocument } from './placed-document.ts';
import type { RepeatedKey } from './plain/placed-value.ts';
import { expected, maxDepth, type ReadValue, type TemplateFile } from './template-file.ts';
import { TemplateUnreadableError } from './template-unreadable-error.ts';
import { tooDeep } from './unreadable.ts';
import { yamlValue } from './yaml-values.ts';

/**
 * Reads any YAML that CloudFormation accepts.
 *
 * @throws TemplateUnreadableError for a syntax error, an unknown alias, too deep nesting and too much work
 */
export const readAnyYaml = ({ text, name, budget }: TemplateFile): ReadValue => {
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
  return { value, repeatedKeys: repeated, placed: () => placedDocument(document, lineCounter) };
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
