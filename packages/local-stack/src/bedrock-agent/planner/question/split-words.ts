import type { NamedValue, QuestionIntents } from '@hopwise/contracts/question-intents';
import { oncePerObject } from '@hopwise/template/once-per-object';
import { correctWord } from './correct-words.ts';
import type { Tokens } from './phrases.ts';
import type { SlotValues } from './slots.ts';

/** Words that end an ordinary word with a hyphen, such as `high-severity` or `up-to-date`. They are no part of a name. */
const appended = new Set([
  'severity',
  'risk',
  'facing',
  'exposed',
  'priority',
  'level',
  'wide',
  'based',
  'accessible',
  'readable',
  'rated',
  'wise',
  'open',
  'related',
  'specific',
  'date',
  'up',
  'off',
  'do',
]);

/** Words that start an ordinary word with a hyphen, such as `non-critical` or `one-page`. */
const prepended = new Set(['non', 'well', 'one', 'two', 'three']);

/** Ordinary words with a slash. */
const choices = new Set(['and/or', 'on/off', 'yes/no', 'w/o']);

const wordsOfValues = oncePerObject(
  (values: readonly NamedValue[]): ReadonlySet<string> =>
    new Set(values.flatMap(({ phrases }) => phrases)),
);

/**
 * Splits a question in lower case into words. A word with a hyphen or a dot inside is the name of a resource, unless it is a
 * named value: `customer-exports`, but not `cross-account`. So is the word after `named` or `called`. Corrects other words.
 */
export const splitWords = (
  text: string,
  intents: Pick<QuestionIntents, 'values' | 'intents'>,
): { readonly tokens: Tokens; readonly slots: SlotValues } => {
  const slots = new Map<string, string>();
  const known = wordsOfValues(intents.values);
  const tokens = (text.match(/\{[a-z]+\}|[\p{L}\p{N}]+(?:[-._/][\p{L}\p{N}]+)*/gu) ?? []).flatMap(
    (word, index, all) => {
      const isNamed = ['named', 'called'].includes(all[index - 1] ?? '') && !word.startsWith('{');
      const parts = word.startsWith('{') ? [word] : word.split(/[-._/]/);
      if (!isNamed && (choices.has(word) || parts.length === 1 || isOrdinary(parts, known))) {
        return parts.map((part) => correctWord(part, intents));
      }
      if (!slots.has('resource')) slots.set('resource', word);
      return ['{resource}'];
    },
  );
  return { tokens, slots };
};

const isOrdinary = (parts: readonly string[], known: ReadonlySet<string>): boolean =>
  known.has(parts.join(' ')) ||
  prepended.has(parts[0] ?? '') ||
  parts.includes('or') ||
  appended.has(parts.at(-1) ?? '') ||
  parts.every((part) => known.has(part));
