import { oncePerObject } from '@hopwise/template/once-per-object';
import type { AgentToolParameter } from '../model/agent-tool.ts';
import { contentWords, type Word, wordsOf } from './words.ts';

/** A value that a parameter's description lists, with the words of its explanation. */
export type ListedValue = {
  readonly value: string;
  readonly words: readonly Word[];
  readonly explanation: readonly Word[];
};

const list = /\b(?:one of|either|any of|allowed values|possible values|values)\b:?\s*([^.;\n]+)/i;

/**
 * The values in a description such as "One of: open, in-transit, delivered." An explanation of a value can
 * follow, such as "in-transit: on its way."
 */
export const listedValues = oncePerObject(
  ({ description }: AgentToolParameter): readonly ListedValue[] => {
    const listed = list.exec(description);
    if (listed === null) return [];
    const rest = description.slice(listed.index + listed[0].length);
    return (listed[1] ?? '')
      .split(/,|\bor\b|\|/)
      .map((value) => value.trim().replaceAll(/^["'`]|["'`]$/g, ''))
      .filter((value) => /^[\w.:/-]+$/.test(value))
      .map((value) => ({
        value,
        words: valueWords(value),
        explanation: explanationOf(value, rest),
      }));
  },
);

/** `in-transit`, `IN_TRANSIT` and `InTransit` have the same two words. */
const valueWords = (value: string): readonly Word[] =>
  wordsOf(value.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').replaceAll('_', ' '));

const explanationOf = (value: string, text: string): readonly Word[] => {
  const sentence = text.split(/\.(?:\s|$)/).find((one) => one.trim().startsWith(`${value}:`));
  return sentence === undefined ? [] : contentWords(sentence.trim().slice(value.length + 1));
};
