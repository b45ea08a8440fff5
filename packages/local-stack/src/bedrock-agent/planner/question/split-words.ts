import type { NamedValue, QuestionIntents } from '@hopwise/contracts/question-intents';
import { oncePerObject } from '@hopwise/template/once-per-object';
import type { Tokens } from './phrases.ts';
import type { SlotValues } from './slots.ts';

/** Words that people append to another with a hyphen, such as `high-severity`. They are no part of a name. */
const appended = new Set([
  'severity',
  'risk',
  'facing',
  'exposed',
  'priority',
  'related',
  'level',
  'wide',
  'based',
  'accessible',
  'readable',
  'rated',
]);

const wordsOfValues = oncePerObject(
  (values: readonly NamedValue[]): ReadonlySet<string> =>
    new Set(values.flatMap(({ phrases }) => phrases)),
);

/**
 * Splits a question in lower case into words. A word with a hyphen or a dot inside is the name of a resource, unless it is a
 * named value: `customer-exports`, but not `cross-account`. So is the word after `named` or `called`.
 */
export const splitWords = (
  text: string,
  { values }: Pick<QuestionIntents, 'values'>,
): { readonly tokens: Tokens; readonly slots: SlotValues } => {
  const slots = new Map<string, string>();
  const known = wordsOfValues(values);
  const tokens = (text.match(/\{[a-z]+\}|[\p{L}\p{N}]+(?:[-._/][\p{L}\p{N}]+)*/gu) ?? []).flatMap(
    (word, index, all) => {
      const isNamed = ['named', 'called'].includes(all[index - 1] ?? '') && !word.startsWith('{');
      const parts = word.startsWith('{') ? [word] : word.split(/[-._/]/);
      if (!isNamed && (parts.length === 1 || isOrdinary(parts, known))) return parts;
      if (!slots.has('resource')) slots.set('resource', word);
      return ['{resource}'];
    },
  );
  return { tokens, slots };
};

const isOrdinary = (parts: readonly string[], known: ReadonlySet<string>): boolean =>
  known.has(parts.join(' ')) ||
  parts[0] === 'non' ||
  appended.has(parts.at(-1) ?? '') ||
  parts.every((part) => known.has(part));
