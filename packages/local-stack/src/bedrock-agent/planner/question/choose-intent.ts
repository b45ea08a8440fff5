import type { Intent, ListParameter, QuestionIntents } from '@hopwise/contracts/question-intents';
import type { AgentTool } from '../../model/agent-tool.ts';
import type { AskedValues } from './named-values.ts';
import { hasPhrase } from './phrases.ts';
import type { ReadQuestion } from './read-question.ts';

/** The intent of a question with its calls. */
export type ChosenIntent = {
  readonly intent: Intent;
  readonly calls: readonly {
    readonly tool: string;
    readonly arguments: Readonly<Record<string, unknown>>;
  }[];
  /** Required parameters that the question does not fill. */
  readonly missing: readonly string[];
  /** What the question names and the tool cannot be asked for, in its own words. */
  readonly unmet: readonly string[];
};

/** A question about several values of a parameter that takes one leads to several calls. */
const maxCalls = 3;

/**
 * The first intent that fits a question and can be asked for everything that it names. Otherwise the first that fits,
 * with what it cannot be asked for.
 */
export const chooseIntent = (
  question: ReadQuestion,
  { intents, lists }: Pick<QuestionIntents, 'intents' | 'lists'>,
  tools: readonly AgentTool[],
): ChosenIntent | undefined => {
  const fitting = intents.flatMap((intent) => {
    const tool = tools.find(({ name }) => name === intent.tool);
    return tool !== undefined && isAsked(question, intent)
      ? [planOf(question, intent, { tool, lists })]
      : [];
  });
  return fitting.find(({ unmet }) => unmet.length === 0) ?? fitting[0];
};

type Arguments = Readonly<Record<string, unknown>>;

type Chosen = { readonly tool: AgentTool; readonly lists: readonly ListParameter[] };

const isAsked = ({ tokens }: ReadQuestion, { asks, unless = [] }: Intent): boolean =>
  asks.every((group) => hasPhrase(tokens, group)) && !hasPhrase(tokens, unless);

const planOf = (question: ReadQuestion, intent: Intent, { tool, lists }: Chosen): ChosenIntent => {
  const asked = question.asked.filter(({ parameter }) => !intent.covers?.includes(parameter));
  const isParameter = ({ parameter }: AskedValues): boolean =>
    tool.parameters.some(({ name }) => name === parameter);
  const usable = asked.filter(isParameter);
  const calls = callsFor(
    usable.filter(({ values }) => values.length > 0),
    slotArguments(question, intent),
    lists,
  );
  const [first = {}] = calls;
  return {
    intent,
    calls: calls.map((one) => ({ tool: tool.name, arguments: one })),
    missing: tool.parameters
      .filter(({ name, required }) => required && first[name] === undefined)
      .map(({ name }) => name),
    unmet: [
      ...asked
        .filter((one) => !isParameter(one))
        .flatMap(({ values, excluded }) => [...values, ...excluded.map(negative)]),
      ...usable.flatMap(({ excluded }) => excluded.map(negative)),
      ...unusedAges(question, intent),
      ...(severalOf(usable, lists)?.values.slice(maxCalls) ?? []),
    ],
  };
};

const negative = (value: string): string => `not ${value}`;

const slotArguments = ({ slots }: ReadQuestion, { slots: parameters = {} }: Intent): Arguments =>
  Object.fromEntries(
    Object.entries(parameters).flatMap(([slot, parameter]) => {
      const value = slots.get(slot);
      return value === undefined ? [] : [[parameter, value]];
    }),
  );

const unusedAges = ({ slots }: ReadQuestion, intent: Intent): readonly string[] =>
  [
    ['newer', 'first reported in that time'],
    ['older', 'of that age'],
  ].flatMap(([slot = '', meaning = '']) =>
    slots.has(slot) && intent.slots?.[slot] === undefined && !intent.covers?.includes(slot)
      ? [meaning]
      : [],
  );

const isList = ({ parameter }: AskedValues, lists: readonly ListParameter[]): boolean =>
  lists.some((list) => list.parameter === parameter);

/** The first parameter that takes one value, and of which the question names several. */
const severalOf = (
  asked: readonly AskedValues[],
  lists: readonly ListParameter[],
): AskedValues | undefined => asked.find((one) => !isList(one, lists) && one.values.length > 1);

const callsFor = (
  asked: readonly AskedValues[],
  others: Arguments,
  lists: readonly ListParameter[],
): readonly Arguments[] => {
  const several = severalOf(asked, lists);
  const values = Object.fromEntries(
    asked
      .filter((one) => one !== several)
      .map((one) => [one.parameter, isList(one, lists) ? one.values.join(',') : one.values[0]]),
  );
  return (several?.values.slice(0, maxCalls) ?? [undefined]).map((value) => ({
    ...values,
    ...(several !== undefined && { [several.parameter]: value }),
    ...others,
  }));
};
