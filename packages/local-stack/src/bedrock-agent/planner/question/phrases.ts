import { oncePerObject } from '@hopwise/template/once-per-object';

/**
 * A question as words in lower case. What was recognized is one token in braces: `{severity}`. The braces of the question itself
 * are removed before, so that it cannot contain such a token.
 */
export type Tokens = readonly string[];

type Phrase = {
  readonly words: readonly string[];
  readonly atStart: boolean;
  readonly atEnd: boolean;
};

const parsed = oncePerObject((phrases: readonly string[]): readonly Phrase[] =>
  phrases.map((phrase) => ({
    words: phrase.replaceAll(/^\^|\$$/g, '').split(' '),
    atStart: phrase.startsWith('^'),
    atEnd: phrase.endsWith('$'),
  })),
);

/**
 * Whether one of the phrases occurs as consecutive tokens. `fix*` matches words that start with `fix`. A phrase with `^` or `$`
 * occurs only at the start or the end.
 */
export const hasPhrase = (tokens: Tokens, phrases: readonly string[]): boolean =>
  parsed(phrases).some(({ words, atStart, atEnd }) => {
    const last = tokens.length - words.length;
    const from = atEnd ? last : 0;
    const to = atStart ? 0 : last;
    return tokens.some((_, start) => start >= from && start <= to && isAt(tokens, start, words));
  });

const isAt = (tokens: Tokens, start: number, words: readonly string[]): boolean =>
  words.every((word, offset) => isWord(tokens[start + offset], word));

const isWord = (token: string | undefined, word: string): boolean =>
  word.endsWith('*') ? (token?.startsWith(word.slice(0, -1)) ?? false) : token === word;
