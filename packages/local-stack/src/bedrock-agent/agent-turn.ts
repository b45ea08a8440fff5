import { randomUUID } from 'node:crypto';
import type { Clock } from '@hopwise/auth/clock';
import { isTooDeep } from '@hopwise/contracts/bounded-json';
import type { DecisionRecord } from '../decisions/decision-record.ts';
import { encodeCall } from './action-group/action-group-event.ts';
import { type ActionGroupCaller, callActionGroup } from './action-group/call-action-group.ts';
import { AgentRuntimeError } from './agent-runtime-error.ts';
import type { AgentSession } from './agent-sessions.ts';
import {
  type AgentModel,
  type ConversationMessage,
  ModelError,
  type ModelRequest,
  type ModelStep,
  type ToolCall,
  type ToolObservation,
} from './model/agent-model.ts';
import type { AgentTool } from './model/agent-tool.ts';
import { modelDecision } from './model/model-decision.ts';
import * as traces from './traces.ts';

/** Maximum number of steps in one turn. */
const maxSteps = 15;

/** A caller that leaves earlier says nothing about the model. */
const slowModelMs = 10_000;

export type AgentTurn = Omit<ActionGroupCaller, 'sessionAttributes'> & {
  readonly tools: readonly AgentTool[];
  readonly model: AgentModel;
  readonly session: AgentSession;
  readonly clock: Clock;
  /** Receives why a model returned no usable step. */
  readonly decisions: Pick<DecisionRecord, 'add'> | undefined;
};

export type TurnOutput =
  | { readonly kind: 'trace'; readonly trace: traces.Trace }
  | { readonly kind: 'final'; readonly traceId: string; readonly step: FinalStep };

export type FinalStep = Extract<ModelStep, { text: string }>;

/**
 * Runs one turn: asks the model for steps and performs them until the model answers. Yields traces as they
 * occur, and the answer last. Throws `AgentRuntimeError`.
 */
export async function* runTurn(turn: AgentTurn): AsyncGenerator<TurnOutput, void> {
  const turnId = randomUUID();
  const conversation = conversationOf(turn);
  let { promptSessionAttributes } = turn;
  for (let index = 0; index < maxSteps; index += 1) {
    const traceId = `${turnId}-${index}`;
    const step = yield* askModel(traceId, turn, { conversation, promptSessionAttributes });
    if (step.kind !== 'call') {
      turn.session.addTurn({
        question: turn.inputText,
        answer: step.text,
        asked: step.kind === 'ask',
        offered: step.kind === 'answer' ? step.offered : undefined,
      });
      yield { kind: 'final', traceId, step };
      return;
    }
    const call = { callId: traceId, tool: step.tool, arguments: step.arguments };
    const observed = yield* callTool(call, { ...turn, promptSessionAttributes });
    ({ promptSessionAttributes } = observed);
    conversation.push({ role: 'tool', call, result: observed.result });
  }
  throw new AgentRuntimeError('InternalServerException', 'The agent did not reach an answer.', {
    reason: `The turn took more than ${maxSteps} steps.`,
  });
}

const conversationOf = ({ session, inputText }: AgentTurn): ConversationMessage[] => [
  ...session.turns.flatMap(({ question, answer, asked, offered }): ConversationMessage[] => [
    { role: 'user', text: question },
    { role: 'assistant', text: answer, asked, ...(offered && { offered }) },
  ]),
  { role: 'user', text: inputText },
];

async function* askModel(
  traceId: string,
  turn: AgentTurn,
  said: Pick<ModelRequest, 'conversation' | 'promptSessionAttributes'>,
): AsyncGenerator<TurnOutput, ModelStep> {
  const { agent, clock, model, signal, tools } = turn;
  const request = { ...said, instruction: agent.instruction, tools, signal };
  yield { kind: 'trace', trace: traces.modelInputTrace(traceId, request, agent.modelId) };
  const startMs = clock.now();
  const step = await nextStep(model, request, turn);
  const times = { startMs, endMs: clock.now() };
  yield { kind: 'trace', trace: traces.modelOutputTrace(traceId, step, times) };
  if (step.kind === 'call' && step.rationale !== undefined) {
    yield { kind: 'trace', trace: traces.rationaleTrace(traceId, step.rationale) };
  }
  return step;
}

const nextStep = async (
  model: AgentModel,
  request: ModelRequest,
  turn: AgentTurn,
): Promise<ModelStep> => {
  const startMs = turn.clock.now();
  try {
    const step = await model.next(request);
    if (!isTooDeep(step)) return step;
    throw new ModelError('MODEL_REPLY_MALFORMED', 'The step is nested too deeply.');
  } catch (cause) {
    if (!(cause instanceof ModelError)) throw cause;
    recordFailure(cause, turn, turn.clock.now() - startMs);
    throw new AgentRuntimeError(
      'BadGatewayException',
      `The model returned no usable answer (${cause.code}): ${cause.message}`,
      { resourceName: turn.agent.modelId, cause },
    );
  }
};

/** The agent's caller has its own time limit, which can end before that of the model. */
const recordFailure = (
  { code, message }: ModelError,
  { agent, decisions, signal, turn }: AgentTurn,
  ms: number,
): void => {
  if (!signal.aborted) {
    decisions?.add(modelDecision({ agent, turn, code, reason: message, ms }));
  } else if (ms >= slowModelMs) {
    const reason = 'The caller of the agent ended the turn before the model had answered.';
    decisions?.add(modelDecision({ agent, turn, code: 'MODEL_TIMEOUT', reason, ms }));
  }
};

type Observed = {
  readonly result: ToolObservation;
  readonly promptSessionAttributes: Readonly<Record<string, string>>;
};

async function* callTool(
  { callId: traceId, tool: name, arguments: values }: ToolCall,
  turn: AgentTurn,
): AsyncGenerator<TurnOutput, Observed> {
  const tool = turn.tools.find((one) => one.name === name);
  if (tool === undefined) throw new TypeError(`The agent has no tool ${name}.`);
  const call = encodeCall(tool, values);
  yield { kind: 'trace', trace: traces.invocationTrace(traceId, call) };
  const answer = await callActionGroup(call, {
    ...turn,
    sessionAttributes: turn.session.attributes,
  });
  turn.session.setAttributes(answer.sessionAttributes);
  const reprompt = answer.state === 'REPROMPT';
  const trace = reprompt ? traces.repromptTrace : traces.actionGroupTrace;
  yield { kind: 'trace', trace: trace(traceId, answer.text) };
  return {
    result: { text: answer.text, rejected: reprompt || answer.refused },
    promptSessionAttributes: {
      ...turn.promptSessionAttributes,
      ...answer.promptSessionAttributes,
    },
  };
}
