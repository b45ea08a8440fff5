import { oncePerObject } from '@hopwise/template/once-per-object';
import type { AgentTool, AgentToolParameter } from '../model/agent-tool.ts';
import { type ListedValue, listedValues } from './listed-values.ts';
import { isOneOf, namedWhole, spellingsOf, type Word, wordsOf } from './words.ts';

/** A listed value with the words that can name it. */
export type NameableValue = ListedValue & {
  /** Words of a value of two or more words that the tool uses nowhere else: `bucket` for `s3-bucket`. */
  readonly distinctive: readonly Word[];
  /** Words of the explanation that no other value of the tool has. */
  readonly explaining: readonly Word[];
};

export type ToolWords = {
  readonly name: readonly Word[];
  readonly description: readonly Word[];
  /** Of the names and descriptions of all parameters. */
  readonly parameters: readonly Word[];
  readonly listed: readonly {
    readonly parameter: AgentToolParameter;
    readonly name: readonly Word[];
    readonly values: readonly NameableValue[];
  }[];
};

/** The words of a tool, so that they are split once and not for each question. */
export const toolWords = oncePerObject((tool: AgentTool): ToolWords => {
  const { name, description, parameters } = tool;
  const all = parameters.flatMap(listedValues);
  const general = generalWords(`${spaced(name)}. ${description}`, all);
  return {
    name: wordsOf(spaced(name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' '))),
    description: wordsOf(description),
    parameters: wordsOf(
      spaced(parameters.map((one) => `${one.name} ${one.description}`).join(' ')),
    ),
    listed: parameters.map((parameter) => ({
      parameter,
      name: wordsOf(spaced(parameter.name)),
      values: listedValues(parameter).map((value) => ({
        ...value,
        distinctive: distinctiveWords(value, all, general),
        explaining: explainingWords(value, all),
      })),
    })),
  };
});

const spaced = (name: string): string => name.replaceAll('_', ' ');

/** Words that the tool also uses outside of its listed values. */
const generalWords = (text: string, all: readonly ListedValue[]): readonly Word[] => {
  const words = wordsOf(text);
  const spellings = spellingsOf(words);
  const naming = all.flatMap((value) => namedWhole(spellings, value.words));
  return words.filter((word) => !naming.includes(word));
};

const distinctiveWords = (
  value: ListedValue,
  all: readonly ListedValue[],
  general: readonly Word[],
): readonly Word[] =>
  value.words.length < 2
    ? []
    : value.words.filter(
        (word) =>
          !isOneOf(word, general) && all.filter(({ words }) => isOneOf(word, words)).length === 1,
      );

const explainingWords = (value: ListedValue, all: readonly ListedValue[]): readonly Word[] => {
  const others = all
    .filter((one) => one !== value)
    .flatMap((one) => [...one.explanation, ...one.words]);
  return value.explanation.filter((word) => !isOneOf(word, others));
};
