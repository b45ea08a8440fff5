import { Composer, type Document, Lexer, type LineCounter, Parser, YAMLParseError } from 'yaml';
import { closeOf } from './plain/quoted-scalar.ts';
import { createStepBudget, type StepBudget } from './step-budget.ts';
import { type LexedText, lexText, type Outdented } from './yaml-lexemes.ts';

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

const documentOf = (text: string, lineCounter: LineCounter, lexed: LexedText): Document => {
  const document = composed(lexemesOf(text, lexed), text.length, lineCounter);
  document.errors = document.errors.filter(
    ({ code, message }) => !(code === 'BAD_INDENT' && message.startsWith('Flow end indicator')),
  );
  return document;
};

/** Deeper text would exhaust the stack of the parser. */
const lexemesOf = (text: string, { depth, outdented, lexemes }: LexedText): Iterable<string> => {
  if (depth > maxDepth) return [];
  // No repair completes the text, so the parser reads it to its end and reports the error.
  return outdented ? new Lexer().lex(text) : lexemes;
};

/** Does the same as `parseDocument` of the package, which would read the lexemes again. */
const composed = (
  lexemes: Iterable<string>,
  length: number,
  lineCounter: LineCounter,
): Document => {
  const composer = new Composer({
    lineCounter,
    prettyErrors: false,
    schema: 'core',
    uniqueKeys: false,
    version: '1.1',
  });
  const [document, second] = composer.compose(tokensOf(lexemes, lineCounter), true, length);
  if (document === undefined) throw new Error('The YAML parser returned no document.');
  if (second) {
    const [start, end] = second.range;
    document.errors.push(new YAMLParseError([start, end], 'MULTIPLE_DOCS', 'a second document'));
  }
  return document;
};

const tokensOf = function* (lexemes: Iterable<string>, lineCounter: LineCounter) {
  const parser = new Parser(lineCounter.addNewLine);
  lineCounter.addNewLine(0);
  for (const lexeme of lexemes) yield* parser.next(lexeme);
  yield* parser.end();
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
