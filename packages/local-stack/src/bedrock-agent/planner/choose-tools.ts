import type { AgentTool } from '../model/agent-tool.ts';
import { type ExtractedArguments, extractArguments } from './extract-arguments.ts';
import { findIdentifiers } from './identifiers.ts';
import { toolWords } from './tool-words.ts';
import {
  contentWords,
  isChangeVerb,
  isOneOf,
  isShowVerb,
  isStatusWord,
  type Word,
} from './words.ts';

export type ToolChoice = { readonly tool: AgentTool; readonly extracted: ExtractedArguments };

/**
 * Chooses the tools that answer a question, in the order in which to call them. A question about the
 * overall status selects every status tool.
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

/** A question that starts with a change verb is only for tools with that verb in their names. */
const eligible = (asked: readonly Word[], tools: readonly AgentTool[]): readonly AgentTool[] => {
  const [first] = asked;
  if (first === undefined || !isChangeVerb(first)) return tools;
  return tools.filter((tool) => isOneOf(first, toolWords(tool).name));
};

const isStatusTool = (tool: AgentTool): boolean => toolWords(tool).name.some(isStatusWord);

/** "Check the status" and "an overview" concern everything. "Summarize the findings" concerns one thing. */
const isBroad = (asked: readonly Word[]): boolean =>
  asked.some((word) => isStatusWord(word) && !/^(?:check|summar)/.test(word.text));

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
/** A tool with a missing argument ranks lower, unless the question contains the verb in its name. */
const missingPoints = 6;

const score = (tool: AgentTool, { question, asked, tools }: Asked) => {
  const extracted = extractArguments(question, tool);
  const isArgument = ({ text }: Word) => extracted.words.some((word) => word.text === text);
  const points = asked.reduce((sum, word) => {
    if (isArgument(word)) return sum;
    if (isShowVerb(word)) return sum + (toolWords(tool).name.some(isShowVerb) ? showWeight : 0);
    return sum + weightOf(word, tool) * rarity(word, tools);
  }, 0);
  const [first = {}] = extracted.calls;
  const [verb] = toolWords(tool).name;
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
  const { name, description, parameters } = toolWords(tool);
  if (isOneOf(word, name)) return nameWeight;
  if (isOneOf(word, description)) return descriptionWeight;
  return isOneOf(word, parameters) ? parameterWeight : 0;
};

/** A word that few tools contain counts more than a word that all contain. */
const rarity = (word: Word, tools: readonly AgentTool[]): number =>
  Math.log(1 + tools.length / Math.max(1, tools.filter((tool) => weightOf(word, tool) > 0).length));

/**
 * Whether a tool matches a question: it contains at least half of the words that describe the subject. If
 * it contains only the verb ("Check the weather"), it must contain more than half.
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
  const [verb] = toolWords(tool).name;
  const onlyVerb = verb !== undefined && known.every((word) => isOneOf(word, [verb]));
  const share = known.length / subject.length;
  return onlyVerb ? share > 1 / 2 : share >= 1 / 2;
};
