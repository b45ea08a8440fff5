import { Lexer } from 'yaml';
import { closeOf } from './plain/quoted-scalar.ts';
import type { StepBudget } from './step-budget.ts';

/** A quoted scalar, or a line of a flow collection, that continues with too little indentation for the parser. */
export type Outdented = { readonly what: 'scalar' | 'line'; readonly offset: number };

/** What reading the lexemes of a text shows before it is parsed. */
export type LexedText = {
  /** Nesting of flow collections such as `[[1]]`. */
  readonly depth: number;
  /** All lexemes, for the parser. Only some of them if a text is `outdented`. */
  readonly lexemes: readonly string[];
  readonly outdented: Outdented | undefined;
};

/** A lexeme costs the parser more than a value costs the rules. */
const stepsPerLexeme = 10;

/** Signs of the lexer, which are not in the text: begin of a document, begin of a scalar. */
const controls = new Set(['\u0002', '\u001f']);

/** The lexer ends a flow collection at a line with too little indentation. */
const flowEnd = '\u0018';

const levels: ReadonlyMap<string, number> = new Map([
  ['[', 1],
  ['{', 1],
  [']', -1],
  ['}', -1],
]);

/** Reads the lexemes in linear time, and so bounds the work of the parser, which nests and can be slow. */
export const lexText = (text: string, budget: StepBudget): LexedText => {
  let offset = 0;
  let level = 0;
  let depth = 0;
  const lexemes: string[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    budget.spend(stepsPerLexeme);
    lexemes.push(lexeme);
    if (controls.has(lexeme)) continue;
    if (lexeme === flowEnd) return { depth, lexemes, outdented: { what: 'line', offset } };
    if (isUnclosed(lexeme)) return { depth, lexemes, outdented: { what: 'scalar', offset } };
    level += levels.get(lexeme) ?? 0;
    depth = Math.max(depth, level);
    offset += lexeme.length;
  }
  return { depth, lexemes, outdented: undefined };
};

const isUnclosed = (lexeme: string): boolean =>
  (lexeme.startsWith('"') || lexeme.startsWith("'")) && closeOf(lexeme, 0) === undefined;
