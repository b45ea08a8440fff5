import type { QuestionIntents } from '@hopwise/contracts/question-intents';
import { takeIdentifiers } from './identifiers.ts';
import { type AskedValues, takeNamedValues } from './named-values.ts';
import { takeAges, takeCount, takeRow } from './numbers.ts';
import type { Tokens } from './phrases.ts';
import type { SlotValues } from './slots.ts';
import { splitWords } from './split-words.ts';

/** A question with everything recognized that the tools' intents name. */
export type ReadQuestion = {
  readonly tokens: Tokens;
  readonly slots: SlotValues;
  readonly asked: readonly AskedValues[];
};

/** The longest part of a question that is read. People write a few words; the rest can be pasted text. */
const maxLength = 2_000;

export const readQuestion = (question: string, intents: QuestionIntents): ReadQuestion => {
  const text = question.normalize('NFKC').slice(0, maxLength).replaceAll(/[{}]/g, ' ');
  const ids = takeIdentifiers(text, intents.identifiers);
  const lower = ids.rest
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replace(/[?!.,;: ]+$/, '')
    .trim();
  const plain = withoutContractions(lower).replace(polite, '');
  const ages = takeAges(plain);
  const row = takeRow(ages.rest);
  const count = takeCount(row.rest);
  const words = splitWords(count.rest, intents);
  const named = takeNamedValues(words.tokens, intents);
  return {
    tokens: named.tokens,
    asked: named.asked,
    slots: new Map([...words.slots, ...count.slots, ...row.slots, ...ages.slots, ...ids.slots]),
  };
};

const polite =
  /^(?:(?:please|kindly|ok|okay|so|now|and|then) |(?:can|could|would|will) (?:you|we|i) (?:please )?(?=[a-z])|(?:i|we) (?:want|need|would like|like)(?: you)? to |let us |go ahead and )+/;

const contractions: readonly (readonly [RegExp, string])[] = [
  [/[’ʼ]/g, "'"],
  [/\bcan't\b|\bcannot\b/g, 'can not'],
  [/\bwon't\b/g, 'will not'],
  [/n't\b/g, ' not'],
  [/'(?:s|re|m|ve|ll|d)\b/g, ' is'],
];

/** `isn't` becomes `is not`. `what's` becomes `what is`. */
const withoutContractions = (text: string): string =>
  contractions.reduce((left, [pattern, full]) => left.replaceAll(pattern, full), text);
