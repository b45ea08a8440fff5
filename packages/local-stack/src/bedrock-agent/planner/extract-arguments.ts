import type { AgentTool, AgentToolParameter } from '../model/agent-tool.ts';
import { findIdentifiers, isIdentifierName } from './identifiers.ts';
import { listedValues } from './listed-values.ts';
import { matchListedValues } from './match-values.ts';
import { isOneOf, isSameWord, type Word, wordsOf } from './words.ts';

export type ExtractedArguments = {
  /** The arguments of each call. A question with several values of one parameter leads to several calls. */
  readonly calls: readonly Readonly<Record<string, unknown>>[];
  readonly missing: readonly AgentToolParameter[];
  /** The words of the question that became arguments. */
  readonly words: readonly Word[];
  readonly identified: boolean;
};

const maxCalls = 3;

/** Extracts a tool's arguments from a question. */
export const extractArguments = (question: string, tool: AgentTool): ExtractedArguments => {
  const { identifiers, rest } = findIdentifiers(question);
  const listed = matchListedValues(rest, tool);
  const byIdentifier = assignIdentifiers(tool, identifiers);
  const values: Record<string, unknown> = { ...freeArguments(rest, tool), ...byIdentifier };
  for (const match of listed) {
    const { name, type } = match.parameter;
    if (type === 'array') {
      values[name] = match.values;
    } else if (match.values.length === 1) {
      values[name] = match.values[0];
    }
  }
  const calls = spread(values, listed.find(isSpread));
  const [first = {}] = calls;
  return {
    calls,
    missing: tool.parameters.filter(({ name, required }) => required && first[name] === undefined),
    words: listed.flatMap(({ words }) => words),
    identified: Object.keys(byIdentifier).length > 0,
  };
};

type ListedMatch = ReturnType<typeof matchListedValues>[number];

const isSpread = ({ parameter, values }: ListedMatch): boolean =>
  parameter.type !== 'array' && values.length > 1 && values.length <= maxCalls;

const spread = (values: Readonly<Record<string, unknown>>, match: ListedMatch | undefined) =>
  match === undefined
    ? [values]
    : match.values.map((value) => ({ ...values, [match.parameter.name]: value }));

/** Assigns identifiers in order to parameters with an identifier's name, then to other required ones. */
const assignIdentifiers = (
  { parameters }: AgentTool,
  identifiers: readonly string[],
): Readonly<Record<string, unknown>> => {
  const candidates = parameters
    .filter((one) => one.type === 'string' && listedValues(one).length === 0)
    .filter(({ name, required }) => isIdentifierName(name) || required);
  return Object.fromEntries(
    candidates
      .toSorted((left, right) => rank(left) - rank(right))
      .slice(0, identifiers.length)
      .map(({ name }, index) => [name, identifiers[index]]),
  );
};

const rank = ({ name }: AgentToolParameter): number => (isIdentifierName(name) ? 0 : 1);

const freeArguments = (
  question: string,
  { parameters }: AgentTool,
): Readonly<Record<string, unknown>> => {
  const free = parameters.filter((one) => listedValues(one).length === 0);
  const booleans = free
    .filter(({ type }) => type === 'boolean')
    .map((one) => [one.name, booleanFor(question, one)]);
  return {
    ...Object.fromEntries(booleans.filter(([, value]) => value !== undefined)),
    ...numbersFor(wordsOf(question), free.filter(isNumeric)),
  };
};

const isNumeric = ({ type }: AgentToolParameter): boolean =>
  type === 'integer' || type === 'number';

const limitName = /(?:^|_)(?:limit|count|top|size|number)(?:_|$)|^max(?:imum)?(?:_?results)?$/i;

/** Assigns a number to the parameter named next to it. A single remaining number is the limit. */
const numbersFor = (
  words: readonly Word[],
  parameters: readonly AgentToolParameter[],
): Readonly<Record<string, number>> => {
  const numbers = words.filter(({ text }) => /^\d{1,9}$/.test(text));
  const values: Record<string, number> = {};
  const left = numbers.filter((number) => {
    const at = words.indexOf(number);
    const near = [words[at - 1], words[at + 1]].filter((word) => word !== undefined);
    const named = parameters.find((one) => nameWords(one).some((word) => isOneOf(word, near)));
    if (named !== undefined) values[named.name] = Number(number.text);
    return named === undefined;
  });
  const limit = parameters.find(({ name }) => limitName.test(name) && !(name in values));
  const [only] = left;
  if (limit !== undefined && only !== undefined && left.length === 1) {
    values[limit.name] = Number(only.text);
  }
  return values;
};

const nameWords = ({ name }: AgentToolParameter): readonly Word[] =>
  wordsOf(name.replaceAll('_', ' '));

/** True if the question names the parameter, false if it negates it. */
const booleanFor = (question: string, parameter: AgentToolParameter): boolean | undefined => {
  const words = wordsOf(question);
  const named = nameWords(parameter);
  const at = words.findIndex((_, index) =>
    named.every((word, offset) => {
      const said = words[index + offset];
      return said !== undefined && isSameWord(word, said);
    }),
  );
  if (at < 0) return undefined;
  return !['no', 'not', 'without', 'except'].includes(words[at - 1]?.text ?? '');
};
