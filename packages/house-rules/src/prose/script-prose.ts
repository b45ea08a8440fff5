import { parseScript, type Token } from '../script/parse-script.ts';
import { blankRanges, maskCode, type ProseRange } from './mask.ts';

/** The marks around a text, by the label of its token: how many characters before it and after it are code. */
const marksOf = new Map([
  ['string', { before: 1, after: 1 }],
  ['jsxText', { before: 0, after: 0 }],
  ['...`', { before: 1, after: 1 }],
  ['...${', { before: 1, after: 2 }],
]);

type TextRange = ProseRange & { readonly isJsx: boolean };

const textRanges = (tokens: Token[]): TextRange[] =>
  tokens.flatMap(({ label, start, end }) => {
    const marks = marksOf.get(label);
    const isJsx = label === 'jsxText';
    return marks ? [{ start: start + marks.before, end: end - marks.after, isJsx }] : [];
  });

/** A string without white space is a name, a path or a key. JSX text is always for people. */
const isSentence = ({ start, end, isJsx }: TextRange, text: string): boolean =>
  isJsx || /\s/.test(text.slice(start, end));

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
  const { comments, tokens } = parseScript(file, text);
  const texts = textRanges(tokens);
  const joins = joinRanges(texts, text);
  const isJoined = ({ start, end }: ProseRange) =>
    joins.some((join) => join.end === start || join.start === end);
  const sentences = texts.filter((range) => isJoined(range) || isSentence(range, text));
  const blanked = blankRanges(text, [
    ...comments.map((range) => ({ range, pattern: commentMarks })),
    ...sentences.map((range) => ({ range, pattern: escapes })),
    ...joins.map((range) => ({ range, pattern: /\S/g })),
  ]);
  return maskCode(blanked, [...comments, ...sentences, ...joins]);
};
