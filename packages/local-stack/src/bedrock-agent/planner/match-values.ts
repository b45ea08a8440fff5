import type { AgentTool, AgentToolParameter } from '../model/agent-tool.ts';
import { type ListedValue, listedValues } from './listed-values.ts';
import { contentWords, isSameWord, type Word, wordsOf } from './words.ts';

/** The listed values that a question mentions, with the matching words. */
export type ValueMatch = {
  readonly parameter: AgentToolParameter;
  readonly values: readonly string[];
  readonly words: readonly Word[];
};

/** Finds the listed values of each parameter that the question mentions. */
export const matchListedValues = (question: string, tool: AgentTool): readonly ValueMatch[] => {
  const listed = tool.parameters.map((parameter) => ({
    parameter,
    values: listedValues(parameter),
  }));
  const all = listed.flatMap(({ values }) => values);
  const general = generalWords(`${tool.name.replaceAll('_', ' ')}. ${tool.description}`, all);
  const asked = { windows: windowsOf(wordsOf(question)), content: contentWords(question) };
  return listed
    .map(({ parameter, values }) => {
      const matches = values
        .map((value) => ({ value, words: namedBy(asked, { value, parameter, all, general }) }))
        .filter(({ words }) => words.length > 0);
      return {
        parameter,
        values: matches.map(({ value }) => value.value),
        words: matches.flatMap(({ words }) => words),
      };
    })
    .filter(({ values }) => values.length > 0);
};

type Candidate = {
  readonly value: ListedValue;
  readonly parameter: AgentToolParameter;
  /** All listed values of the tool, to find distinctive words. */
  readonly all: readonly ListedValue[];
  /** Words that the tool also uses outside of its listed values. */
  readonly general: readonly Word[];
};

const generalWords = (text: string, all: readonly ListedValue[]): readonly Word[] => {
  const words = wordsOf(text);
  const windows = windowsOf(words);
  const naming = all.flatMap((value) => namedWhole(windows, value));
  return words.filter((word) => !naming.includes(word));
};

/** Consecutive words by their text without separators. */
type Windows = ReadonlyMap<string, readonly Word[]>;

type Asked = { readonly windows: Windows; readonly content: readonly Word[] };

const namedBy = ({ windows, content }: Asked, candidate: Candidate): readonly Word[] => {
  const whole = namedWhole(windows, candidate.value);
  if (whole.length > 0) return whole;
  const part = namedByPart(content, candidate);
  return part.length > 0 ? part : namedByExplanation(content, candidate);
};

const longestSpelling = 4;

/** The first words with a text are kept. With this index, a question is split once and not for each value. */
const windowsOf = (words: readonly Word[]): Windows => {
  const windows = new Map<string, readonly Word[]>();
  for (let start = 0; start < words.length; start += 1) {
    for (let length = 1; length <= longestSpelling; length += 1) {
      const window = words.slice(start, start + length);
      const text = joined(window);
      if (!windows.has(text)) windows.set(text, window);
    }
  }
  return windows;
};

/**
 * Matches the whole value in any spelling: `security-hub`, `Security Hub`, `SecurityHub`, `security hubs`.
 */
const namedWhole = (windows: Windows, { words }: ListedValue): readonly Word[] =>
  windows.get(joined(words)) ?? [];

/** Joins words without separators, and omits the ending of the last one. */
const joined = (words: readonly Word[]): string =>
  words.map(({ text, stem }, index) => (index === words.length - 1 ? stem : text)).join('');

/** Matches one word of the value that the tool uses nowhere else: `buckets` for `s3-bucket`. */
const namedByPart = (asked: readonly Word[], candidate: Candidate): readonly Word[] => {
  const { value, all, general } = candidate;
  const distinctive = value.words.filter(
    (word) =>
      !isOneOf(word, general) && all.filter(({ words }) => isOneOf(word, words)).length === 1,
  );
  return value.words.length < 2 ? [] : asked.filter((word) => isOneOf(word, distinctive));
};

/** Matches two words of the value's explanation, or one of them and one of the parameter's name. */
const namedByExplanation = (
  asked: readonly Word[],
  { value, parameter, all }: Candidate,
): readonly Word[] => {
  const others = all
    .filter((one) => one !== value)
    .flatMap((one) => [...one.explanation, ...one.words]);
  const explaining = value.explanation.filter((word) => !isOneOf(word, others));
  const named = asked.filter((word) => isOneOf(word, explaining));
  const parameterNamed = asked.filter((word) =>
    isOneOf(word, wordsOf(parameter.name.replaceAll('_', ' '))),
  );
  return named.length > 0 && named.length + parameterNamed.length >= 2
    ? [...named, ...parameterNamed]
    : [];
};

export const isOneOf = (word: Word, words: readonly Word[]): boolean =>
  words.some((other) => isSameWord(word, other));
