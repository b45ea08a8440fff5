import { parse } from '@babel/parser';
import { blankRanges, maskCode, type ProseRange } from './mask.ts';

type Token = { type: { label?: string } | string; start: number; end: number };

/** The marks around a text, by the label of its token: how many characters before it and after it are code. */
const marksOf = new Map([
  ['string', { before: 1, after: 1 }],
  ['jsxText', { before: 0, after: 0 }],
  ['...`', { before: 1, after: 1 }],
  ['...${', { before: 1, after: 2 }],
]);

const labelOf = ({ type }: Token): string => (typeof type === 'string' ? type : (type.label ?? ''));

const textRanges = (tokens: Token[]): ProseRange[] =>
  tokens.flatMap((token) => {
    const marks = marksOf.get(labelOf(token));
    return marks ? [{ start: token.start + marks.before, end: token.end - marks.after }] : [];
  });

/** A string without white space is a name, a path or a key, not a sentence. */
const isSentence = (text: string): boolean => /\s/.test(text);

const parseScript = (file: string, text: string) =>
  parse(text, {
    sourceType: 'unambiguous',
    errorRecovery: true,
    tokens: true,
    plugins: file.endsWith('.ts') ? ['typescript'] : ['typescript', 'jsx'],
  });

const concatenation = /['"]\s*\+\s*['"`]/y;

/** The `' + '` between two strings: a sentence may continue in the second. */
const joinRanges = (texts: ProseRange[], text: string): ProseRange[] =>
  texts.flatMap(({ end }) => {
    concatenation.lastIndex = end;
    return concatenation.test(text) ? [{ start: end, end: concatenation.lastIndex }] : [];
  });

const commentMarks = /^\/\/+|^\/\*+|\*+\/$|(?<=\n)[ \t]*\*+(?=\s)/g;
const escapes = /\\[nrt]|\\(?=.)/g;

/**
 * Masks everything in a script except its comments, its string and template texts, and its JSX text.
 * Comment marks, escapes and the `' + '` between two strings become spaces.
 */
export const scriptProse = (file: string, text: string): string => {
  const ast = parseScript(file, text);
  const comments = (ast.comments ?? []).map(({ start, end }) => ({
    start: start ?? 0,
    end: end ?? 0,
  }));
  const texts = textRanges((ast.tokens ?? []) as Token[]);
  const joins = joinRanges(texts, text);
  const isJoined = ({ start, end }: ProseRange) =>
    joins.some((join) => join.end === start || join.start === end);
  const sentences = texts.filter(
    (range) => isJoined(range) || isSentence(text.slice(range.start, range.end)),
  );
  const blanked = blankRanges(text, [
    ...comments.map((range) => ({ range, pattern: commentMarks })),
    ...sentences.map((range) => ({ range, pattern: escapes })),
    ...joins.map((range) => ({ range, pattern: /\S/g })),
  ]);
  return maskCode(blanked, [...comments, ...sentences, ...joins]);
};
