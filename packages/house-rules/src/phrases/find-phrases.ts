import { hasProse, proseOfFile } from '../prose/prose-of-file.ts';
import { phrases } from './phrases.ts';

/** A phrase found in a file. `line` counts from 1; `context` is the text around it on one line, and `at` its offset there. */
export type PhraseFinding = {
  readonly file: string;
  readonly line: number;
  readonly found: string;
  readonly instead: string;
  readonly context: string;
  readonly at: number;
};

const contextLength = 60;

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ');

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

const contextOf = (text: string, { index, 0: found }: RegExpExecArray) => {
  const before = onOneLine(text.slice(Math.max(0, index - contextLength), index)).trimStart();
  const rest = onOneLine(text.slice(index, index + found.length + contextLength)).trimEnd();
  return { context: before + rest, at: before.length };
};

/** Removes a match inside an earlier match, because two patterns can match the same phrase. */
const withoutOverlaps = <T extends { match: RegExpExecArray }>(found: T[]): T[] => {
  let end = 0;
  return found.filter(({ match }) => {
    const isSeparate = match.index >= end;
    end = Math.max(end, match.index + match[0].length);
    return isSeparate;
  });
};

/** Finds the refused phrases in the text of one file. Code is not searched. */
export const findPhrases = (file: string, text: string): PhraseFinding[] => {
  if (!hasProse(file)) {
    return [];
  }
  const prose = proseOfFile(file, text);
  const found = phrases
    .flatMap(({ pattern, instead }) =>
      [...prose.matchAll(pattern)].map((match) => ({ match, instead })),
    )
    .sort((a, b) => a.match.index - b.match.index);
  return withoutOverlaps(found).map(({ match, instead }) => ({
    file,
    line: lineOf(prose, match.index),
    found: onOneLine(match[0]),
    instead,
    ...contextOf(prose, match),
  }));
};
