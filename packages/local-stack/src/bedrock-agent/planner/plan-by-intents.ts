import type { FollowUp, QuestionIntents } from '@hopwise/contracts/question-intents';
import * as z from 'zod/mini';
import type { OfferedCall, ToolMessage } from '../model/agent-model.ts';
import type { AgentTool } from '../model/agent-tool.ts';
import { composeLead } from './compose-lead.ts';
import type { Plan } from './plan.ts';
import { type ChosenIntent, chooseIntent } from './question/choose-intent.ts';
import { languageOf } from './question/language-of.ts';
import { hasPhrase } from './question/phrases.ts';
import { readQuestion } from './question/read-question.ts';
import { resultBody } from './result-body.ts';

type Asked = {
  readonly question: string;
  readonly tools: readonly AgentTool[];
  /** The rows of the last list. */
  readonly offered: readonly OfferedCall[];
};

/** Plans the calls for a question by the intents that the tools declare. */
export const planByIntents = (
  { question, tools, offered }: Asked,
  intents: QuestionIntents,
): Plan => {
  const read = readQuestion(question, intents);
  const { tokens, slots } = read;
  const reply = intents.replies.find(
    ({ phrases, unless = [] }) => hasPhrase(tokens, phrases) && !hasPhrase(tokens, unless),
  );
  if (reply !== undefined) return { kind: 'answer', text: withExamples(reply.text, intents) };
  const row = slots.get('row');
  if (typeof row === 'number' && !slots.has('finding')) return planRow(row, offered);
  const language = languageOf(question, intents.languages);
  if (language !== undefined) {
    const text = `I understand English only, and this looks like ${language}. Try one of these:`;
    return { kind: 'answer', text: withExamples(text, intents) };
  }
  const chosen = chooseIntent(read, intents, tools);
  if (chosen === undefined) return { kind: 'answer', text: withExamples(intents.outside, intents) };
  const [missing] = chosen.missing;
  if (missing !== undefined) {
    return { kind: 'ask', text: chosen.intent.missing?.[missing] ?? `What is the ${missing}?` };
  }
  const isYesNo = /^(?:is|are|do|does|did|has|have|can|was|were)\b/i.test(question.trim());
  return {
    kind: 'calls',
    calls: chosen.calls,
    answer: (results) => answerOf(chosen, results, isYesNo),
  };
};

const planRow = (row: number, offered: readonly OfferedCall[]): Plan => {
  if (offered.length === 0) {
    return {
      kind: 'ask',
      text: 'Of which list? Request a list first, such as: show the critical findings',
    };
  }
  const call = offered.at(row < 0 ? row : row - 1);
  if (call === undefined || row === 0) {
    return { kind: 'answer', text: `The last list has ${offered.length} rows.` };
  }
  return {
    kind: 'calls',
    calls: [call],
    answer: (results) => ({ text: composeLead(results, false) }),
  };
};

const answerOf = (
  { intent, unmet }: ChosenIntent,
  results: readonly ToolMessage[],
  isYesNo: boolean,
) => {
  const note = unmet.length === 0 ? '' : `\n\nI cannot limit this answer to: ${unmet.join(', ')}.`;
  const [only, ...others] = results;
  const offered = intent.rows && only && others.length === 0 ? offeredRows(only, intent.rows) : [];
  return {
    text: `${composeLead(results, isYesNo)}${note}`,
    ...(offered.length > 0 && { offered }),
  };
};

const object = z.record(z.string(), z.unknown());

/** The call for each row of a result. */
const offeredRows = (
  { result }: ToolMessage,
  { member, from, tool, parameter }: FollowUp,
): readonly OfferedCall[] => {
  const body = object.safeParse(resultBody(result.text)).data;
  const rows = z.array(object).safeParse(body?.[member]).data ?? [];
  return rows.flatMap((row) => {
    const value = row[from];
    return typeof value === 'string' ? [{ tool, arguments: { [parameter]: value } }] : [];
  });
};

const withExamples = (text: string, { examples }: QuestionIntents): string =>
  [text, '', ...examples.map((example) => `- ${example}`)].join('\n');
