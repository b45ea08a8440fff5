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
  const plain = withoutContractions(lower).replace(greeting, '').replace(polite, '');
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

/** A greeting before a request of at least two words. Without a request, the answer is a greeting, too. */
const greeting =
  /^(?:hi|hello|hey|(?:good )?(?:morning|afternoon|evening))(?: (?:there|all|team|everyone|folks))?[,.!:; -]+(?!how are you)(?=\S+ \S)/;

const please = '(?:please|pls|plz|kindly|just)';
const fillers = `(?:${please}|ok|okay|so|now|and|then|well|also)[,.!:]* `;
const requests = `(?:can|could|would|will) (?:you|we|i) (?:${please} )?(?=[a-z])`;
const wishes = '(?:i|we) (?:want|need|would like|like)(?: you)? to ';
const polite = new RegExp(
  `^(?:${fillers}|would you mind |${requests}|${wishes}|let us |go ahead and )+`,
);

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
