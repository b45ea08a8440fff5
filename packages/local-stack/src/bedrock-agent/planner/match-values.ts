import type { AgentTool, AgentToolParameter } from '../model/agent-tool.ts';
import { type NameableValue, toolWords } from './tool-words.ts';
import {
  contentWords,
  isOneOf,
  namedWhole,
  type Spellings,
  spellingsOf,
  type Word,
  wordsOf,
} from './words.ts';

/** The listed values that a question mentions, with the matching words. */
export type ValueMatch = {
  readonly parameter: AgentToolParameter;
  readonly values: readonly string[];
  readonly words: readonly Word[];
};

/** Finds the listed values of each parameter that the question mentions. */
export const matchListedValues = (question: string, tool: AgentTool): readonly ValueMatch[] => {
  const asked = { spellings: spellingsOf(wordsOf(question)), content: contentWords(question) };
  return toolWords(tool)
    .listed.map(({ parameter, name, values }) => {
      const matches = values
        .map((value) => ({ value, words: namedBy(asked, value, name) }))
        .filter(({ words }) => words.length > 0);
      return {
        parameter,
        values: matches.map(({ value }) => value.value),
        words: matches.flatMap(({ words }) => words),
      };
    })
    .filter(({ values }) => values.length > 0);
};

type Asked = { readonly spellings: Spellings; readonly content: readonly Word[] };

const namedBy = (
  { spellings, content }: Asked,
  value: NameableValue,
  parameterName: readonly Word[],
): readonly Word[] => {
  const whole = namedWhole(spellings, value.words);
  if (whole.length > 0) return whole;
  const part = content.filter((word) => isOneOf(word, value.distinctive));
  return part.length > 0 ? part : namedByExplanation(content, value, parameterName);
};

/** Matches two words of the value's explanation, or one of them and one of the parameter's name. */
const namedByExplanation = (
  asked: readonly Word[],
  { explaining }: NameableValue,
  parameterName: readonly Word[],
): readonly Word[] => {
  const named = asked.filter((word) => isOneOf(word, explaining));
  if (named.length === 0) return [];
  const parameterNamed = asked.filter((word) => isOneOf(word, parameterName));
  return named.length + parameterNamed.length >= 2 ? [...named, ...parameterNamed] : [];
};
