import type { AgentTool } from '../agent-tool.ts';
import { type ExtractedArguments, extractArguments } from './extract-arguments.ts';
import { findIdentifiers } from './identifiers.ts';
import { isOneOf } from './match-values.ts';
import {
  contentWords,
  isChangeVerb,
  isShowVerb,
  isStatusWord,
  type Word,
  wordsOf,
} from './words.ts';

export type ToolChoice = { readonly tool: AgentTool; readonly extracted: ExtractedArguments };

/**
 * The tools that answer a question, in the order in which to call them; none if no tool does. A question
 * about how things stand as a whole takes every tool that is made for such questions.
 */
export const chooseTools = (
  question: string,
  tools: readonly AgentTool[],
): readonly ToolChoice[] => {
  const asked = contentWords(findIdentifiers(question).rest);
  const scored = eligible(asked, tools)
    .map((tool) => score(tool, { question, asked, tools }))
    .filter(({ answers }) => answers)
    .toSorted((left, right) => right.points - left.points);
  const [best] = scored;
  if (best === undefined) return [];
  if (!asked.some(isStatusWord) || !isStatusTool(best.tool)) return [best];
  return tools.flatMap((tool) => {
    const extracted = tool === best.tool ? best.extracted : extractArguments(question, tool);
    return tool === best.tool ||
      (isBroad(asked) && isStatusTool(tool) && extracted.missing.length === 0)
      ? [{ tool, extracted }]
      : [];
  });
};

/** A question that starts with a change is only for tools that are named for it. */
const eligible = (asked: readonly Word[], tools: readonly AgentTool[]): readonly AgentTool[] => {
  const [first] = asked;
  if (first === undefined || !isChangeVerb(first)) return tools;
  return tools.filter(({ name }) => isOneOf(first, nameWords(name)));
};

const isStatusTool = ({ name }: AgentTool): boolean => nameWords(name).some(isStatusWord);

/** "Summarize the findings" asks for one thing, "Check the status" and "an overview" for all of them. */
const isBroad = (asked: readonly Word[]): boolean =>
  asked.some((word) => isStatusWord(word) && !/^(?:check|summar)/.test(word.text));

const nameWords = (name: string): readonly Word[] =>
  wordsOf(name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').replaceAll('_', ' '));

type Asked = {
  readonly question: string;
  readonly asked: readonly Word[];
  readonly tools: readonly AgentTool[];
};

const nameWeight = 3;
const descriptionWeight = 2;
const parameterWeight = 1;
const showWeight = 1;
const argumentPoints = 2;
const identifierPoints = 6;
/** A tool that lacks an argument comes after those that do not, unless the question names it by its verb. */
const missingPoints = 6;

const score = (tool: AgentTool, { question, asked, tools }: Asked) => {
  const extracted = extractArguments(question, tool);
  const isArgument = ({ text }: Word) => extracted.words.some((word) => word.text === text);
  const points = asked.reduce((sum, word) => {
    if (isArgument(word)) return sum;
    if (isShowVerb(word)) return sum + (nameWords(tool.name).some(isShowVerb) ? showWeight : 0);
    return sum + weightOf(word, tool) * rarity(word, tools);
  }, 0);
  const [first = {}] = extracted.calls;
  const [verb] = nameWords(tool.name);
  const isNamed = verb !== undefined && isOneOf(verb, asked);
  return {
    tool,
    extracted,
    answers: isAnswered(tool, { asked, extracted }),
    points:
      points +
      Object.keys(first).length * argumentPoints +
      (extracted.identified ? identifierPoints : 0) -
      (extracted.missing.length > 0 && !isNamed ? missingPoints : 0),
  };
};

const weightOf = (word: Word, tool: AgentTool): number => {
  if (isOneOf(word, nameWords(tool.name))) return nameWeight;
  if (isOneOf(word, wordsOf(tool.description))) return descriptionWeight;
  const parameters = tool.parameters.map(({ name, description }) => `${name} ${description}`);
  return isOneOf(word, wordsOf(parameters.join(' ').replaceAll('_', ' '))) ? parameterWeight : 0;
};

/** A word that few tools know says more than one that all know. */
const rarity = (word: Word, tools: readonly AgentTool[]): number =>
  Math.log(1 + tools.length / Math.max(1, tools.filter((tool) => weightOf(word, tool) > 0).length));

/**
 * Whether a tool has enough to do with a question: it knows at least half of the words that say what is
 * asked for, and more than half where it knows nothing but the verb ("Check the weather").
 */
const isAnswered = (
  tool: AgentTool,
  { asked, extracted }: { asked: readonly Word[]; extracted: ExtractedArguments },
): boolean => {
  const subject = asked.filter((word) => !isShowVerb(word));
  if (subject.length === 0) return extracted.identified;
  const known = subject.filter(
    (word) => weightOf(word, tool) > 0 || extracted.words.some(({ text }) => text === word.text),
  );
  const [verb] = nameWords(tool.name);
  const onlyVerb = verb !== undefined && known.every((word) => isOneOf(word, [verb]));
  const share = known.length / subject.length;
  return onlyVerb ? share > 1 / 2 : share >= 1 / 2;
};
