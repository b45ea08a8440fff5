import declaredIntents from '@hopwise/contracts/generated/question-intents.json' with {
  type: 'json',
};
import type { QuestionIntents } from '@hopwise/contracts/question-intents';
import type {
  AgentModel,
  ConversationMessage,
  ModelRequest,
  ModelStep,
  OfferedCall,
  ToolMessage,
} from '../model/agent-model.ts';
import type { AgentTool } from '../model/agent-tool.ts';
import { planByDescriptions } from './plan-by-descriptions.ts';
import { planByIntents } from './plan-by-intents.ts';

/**
 * A deterministic model without a language model. It plans by the intents that the tools declare, or, for tools without intents,
 * by their names and descriptions. It composes the answer only from their results. The same conversation always gives the same
 * step.
 */
export const createPlanner = (intents: QuestionIntents = declaredIntents): AgentModel => ({
  next: async (request) => nextStep(request, intents),
});

const nextStep = ({ conversation, tools }: ModelRequest, intents: QuestionIntents): ModelStep => {
  const { question, done, offered } = currentTurn(conversation);
  const isDeclared = ({ name }: AgentTool): boolean =>
    intents.intents.some((intent) => intent.tool === name);
  const plan = tools.some(isDeclared)
    ? planByIntents({ question, tools, offered }, intents)
    : planByDescriptions(question, tools);
  if (plan.kind !== 'calls') return plan;
  const next = nextCall(plan.calls, done, tools);
  return next ?? { kind: 'answer', ...plan.answer(answered(done)) };
};

/** The longest part of a message that is read, in UTF-16 code units. A request can have millions, and would stop the stack for seconds. */
const maxMessageLength = 10_000;

const messageText = ({ text }: { readonly text: string }): string =>
  text.slice(0, maxMessageLength);

/**
 * The current question. If the previous answer asked for information, it includes the previous question.
 */
const currentTurn = (conversation: readonly ConversationMessage[]) => {
  const start = conversation.findLastIndex(({ role }) => role === 'user');
  const current = conversation[start];
  const [earlier, reply] = conversation.slice(Math.max(0, start - 2), start);
  const text = current?.role === 'user' ? messageText(current) : '';
  const before = reply?.role === 'assistant' ? reply : undefined;
  const continued =
    earlier?.role === 'user' && before?.asked ? `${messageText(earlier)} ${text}` : text;
  const done = conversation.slice(start + 1).filter((message) => message.role === 'tool');
  return { question: continued, done, offered: before?.offered ?? [] };
};

/** Finds the next call of the plan. A refused call is repaired at most once. */
const nextCall = (
  plan: readonly OfferedCall[],
  done: readonly ToolMessage[],
  tools: readonly AgentTool[],
): ModelStep | undefined => {
  let position = 0;
  for (const call of plan) {
    const first = done[position];
    if (first === undefined) return stepOf(call, `${call.tool} answers this question.`);
    position += 1;
    const repaired = repair(call, first, tools);
    if (repaired === undefined) continue;
    if (done[position] === undefined) {
      return stepOf(repaired, `${call.tool} refused an optional argument, so I leave it out.`);
    }
    position += 1;
  }
  return undefined;
};

const stepOf = (call: OfferedCall, rationale: string): ModelStep => ({
  kind: 'call',
  ...call,
  rationale,
});

/** The same call without the optional arguments that the refusal mentions. */
const repair = (
  call: OfferedCall,
  { result }: ToolMessage,
  tools: readonly AgentTool[],
): OfferedCall | undefined => {
  if (!result.rejected) return undefined;
  const tool = tools.find(({ name }) => name === call.tool);
  const isRequired = (name: string): boolean =>
    tool?.parameters.some((one) => one.name === name && one.required) ?? false;
  const kept = Object.entries(call.arguments).filter(
    ([name]) =>
      isRequired(name) ||
      !new RegExp(`\\b${name.replaceAll(/\W/g, '\\$&')}\\b`, 'i').test(result.text),
  );
  if (kept.length === Object.keys(call.arguments).length) return undefined;
  return { ...call, arguments: Object.fromEntries(kept) };
};

/** The results for the answer, without refused calls that were repaired. */
const answered = (done: readonly ToolMessage[]): readonly ToolMessage[] =>
  done.filter(({ call, result }, index) => {
    const following = done[index + 1];
    return !(result.rejected && following?.call.tool === call.tool);
  });
