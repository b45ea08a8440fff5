import type { QuestionIntents } from '@hopwise/contracts/question-intents';
import { oncePerObject } from '@hopwise/template/once-per-object';
import { distance } from 'fastest-levenshtein';

/** Shorter words resemble too many others. */
const minimumLength = 4;
const minimumSlipLength = 5;
const minimumKnownLength = 6;

type Known = Pick<QuestionIntents, 'values' | 'intents'>;

const knownWords = oncePerObject(({ values, intents }: Known): ReadonlySet<string> => {
  const phrases = [
    ...values.flatMap((value) => value.phrases),
    ...intents.flatMap(({ asks, unless = [] }) => [...asks.flat(), ...unless]),
  ];
  return new Set(
    phrases
      .flatMap((phrase) => phrase.replaceAll(/[\^$]/g, '').split(' '))
      .flatMap((word) => (word.endsWith('*') ? [word.slice(0, -1), `${word.slice(0, -1)}s`] : word))
      .filter((word) => !word.startsWith('{')),
  );
});

/**
 * Corrects a misspelled word of the tools, such as `critcal` or `hihg`: one letter more, less or other, or two swapped.
 * The first letter must be right, and the last one too or swapped, so that `attach` and `contained` stay what they are.
 */
export const correctWord = (word: string, intents: Known): string => {
  const known = knownWords(intents);
  if (word.length < minimumLength || !/^[a-z]+$/.test(word) || known.has(word)) return word;
  const [only, ...others] = [...known].filter(
    (one) => isSwapped(word, one) || isOneSlipApart(word, one),
  );
  return only !== undefined && others.length === 0 ? only : word;
};

const isSwapped = (word: string, known: string): boolean => {
  const at = [...known].findIndex((letter, index) => letter !== word[index]);
  const swapped = `${word.slice(0, at)}${word[at + 1] ?? ''}${word[at] ?? ''}${word.slice(at + 2)}`;
  return at > 0 && swapped === known;
};

const isOneSlipApart = (word: string, known: string): boolean =>
  word.length >= minimumSlipLength &&
  known.length >= minimumKnownLength &&
  word[0] === known[0] &&
  word.at(-1) === known.at(-1) &&
  distance(word, known) === 1;
