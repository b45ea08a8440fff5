import { type Document, type LineCounter, parseDocument } from 'yaml';
import { createStepBudget, type StepBudget } from './step-budget.ts';
import { closeOf, type LexedText, lexText, type Outdented } from './yaml-lexemes.ts';

/** Each repair reads the text again. */
const maxRepairs = 50;

export type ParsedYaml = {
  readonly document: Document;
  /** Nesting of flow collections. */
  readonly depth: number;
};

/**
 * Parses a template as CloudFormation does: YAML 1.1, also with continued lines and closing brackets at the indentation
 * of their key. The caller handles tags and repeated keys. Lines are those of `text`.
 *
 * @throws TemplateUnreadableError if the text costs more than `budget`
 */
export const parseYaml = (
  text: string,
  lineCounter: LineCounter,
  budget: StepBudget = createStepBudget('the template'),
): ParsedYaml => {
  let repaired = text;
  let lexed = lexText(repaired, budget);
  for (let repairs = 0; lexed.outdented && repairs < maxRepairs; repairs += 1) {
    const indented = withIndentation(repaired, lexed.outdented);
    if (indented === undefined) break;
    repaired = indented;
    lexed = lexText(repaired, budget);
  }
  return { document: documentOf(repaired, lineCounter, lexed), depth: lexed.depth };
};

const maxDepth = 1_000;

/** Deeper text would exhaust the stack of the parser. */
const documentOf = (text: string, lineCounter: LineCounter, { depth }: LexedText): Document => {
  const document = parseDocument(depth > maxDepth ? '' : text, {
    lineCounter,
    // With `silent`, the parser ignores a second document.
    logLevel: 'error',
    prettyErrors: false,
    schema: 'core',
    uniqueKeys: false,
    version: '1.1',
  });
  document.errors = document.errors.filter(
    ({ code, message }) => !(code === 'BAD_INDENT' && message.startsWith('Flow end indicator')),
  );
  return document;
};

/** More than templates indent. */
const spaces = ' '.repeat(200);

/** Spaces at the begin of a continued line have no meaning. The parser refuses a line without enough of them. */
const withIndentation = (text: string, { what, offset }: Outdented): string | undefined => {
  if (what === 'line') {
    const line = text.lastIndexOf('\n', offset - 1) + 1;
    return text.slice(0, line) + spaces + text.slice(line);
  }
  const end = closeOf(text, offset);
  if (end === undefined) return undefined;
  const scalar = text.slice(offset, end).replaceAll('\n', `\n${spaces}`);
  return text.slice(0, offset) + scalar + text.slice(end);
};
