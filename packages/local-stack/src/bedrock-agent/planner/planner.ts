import type {
  AgentModel,
  ConversationMessage,
  ModelRequest,
  ModelStep,
} from '../model/agent-model.ts';
import type { AgentTool, AgentToolParameter } from '../model/agent-tool.ts';
import { chooseTools } from './choose-tools.ts';
import { composeAnswer } from './compose-answer.ts';

type ToolMessage = Extract<ConversationMessage, { role: 'tool' }>;
type Call = Pick<Extract<ModelStep, { kind: 'call' }>, 'tool' | 'arguments'>;

/**
 * A deterministic model. It chooses tools by their names, descriptions and parameters, and composes the
 * answer only from their results. The same conversation always gives the same step.
 */
export const createPlanner = (): AgentModel => ({ next: async (request) => nextStep(request) });

const nextStep = ({ conversation, tools }: ModelRequest): ModelStep => {
  const { question, done } = currentTurn(conversation);
  const choices = chooseTools(question, tools);
  if (choices.length === 0) return { kind: 'answer', text: nothingAnswers(tools) };
  const [incomplete] = choices.filter(({ extracted }) => extracted.missing.length > 0);
  if (incomplete !== undefined) {
    return { kind: 'ask', text: askFor(incomplete.tool, incomplete.extracted.missing) };
  }
  const plan = choices.flatMap(({ tool, extracted }) =>
    extracted.calls.map((one) => ({ tool: tool.name, arguments: one })),
  );
  return nextCall(plan, done) ?? { kind: 'answer', text: composeAnswer(answered(done)) };
};

/**
 * The current question. If the previous answer asked for information, it includes the previous question.
 */
const currentTurn = (conversation: readonly ConversationMessage[]) => {
  const start = conversation.findLastIndex(({ role }) => role === 'user');
  const current = conversation[start];
  const [earlier, asking] = conversation.slice(Math.max(0, start - 2), start);
  const text = current?.role === 'user' ? current.text : '';
  const continued =
    earlier?.role === 'user' && asking?.role === 'assistant' && asking.asked
      ? `${earlier.text} ${text}`
      : text;
  const done = conversation.slice(start + 1).filter((message) => message.role === 'tool');
  return { question: continued, done };
};

/** Finds the next call of the plan. A refused call is repaired at most once. */
const nextCall = (plan: readonly Call[], done: readonly ToolMessage[]): ModelStep | undefined => {
  let position = 0;
  for (const call of plan) {
    const first = done[position];
    if (first === undefined) return stepOf(call, `${call.tool} answers this question.`);
    position += 1;
    const repaired = repair(call, first);
    if (repaired === undefined) continue;
    if (done[position] === undefined) {
      return stepOf(repaired, `${call.tool} refused an optional argument, so I leave it out.`);
    }
    position += 1;
  }
  return undefined;
};

const stepOf = (call: Call, rationale: string): ModelStep => ({ kind: 'call', ...call, rationale });

/** The same call without the arguments that the refusal mentions. */
const repair = (call: Call, { result }: ToolMessage): Call | undefined => {
  if (!result.rejected) return undefined;
  const kept = Object.entries(call.arguments).filter(
    ([name]) => !new RegExp(`\\b${name.replaceAll(/\W/g, '\\$&')}\\b`, 'i').test(result.text),
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

const askFor = (tool: AgentTool, missing: readonly AgentToolParameter[]): string => {
  const items = missing.map(({ name, description }) => `- **${name}**: ${description}`);
  return [`To answer this with ${tool.name} I need:`, '', ...items].join('\n');
};

const nothingAnswers = (tools: readonly AgentTool[]): string => {
  const items = tools.map(({ name, description }) => `- **${name}**: ${description}`);
  return ['None of my tools answers this question. What I can do:', '', ...items].join('\n');
};
