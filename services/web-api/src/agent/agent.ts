import type { ChatEvent } from '@hopwise/contracts/chat-events';

export type AgentTurn = {
  readonly message: string;
  readonly sessionId: string;
  readonly correlationId: string;
};

export type StepEvent = Extract<ChatEvent, { type: 'step' }>;
export type HopEvent = Extract<ChatEvent, { type: 'hop' }>;

/** `final` says that the agent has finished its answer; without it the answer is not complete. */
export type AgentEvent =
  | Extract<ChatEvent, { type: 'text' }>
  | StepEvent
  | HopEvent
  | { readonly type: 'final' };

/**
 * The agent behind hop 3. What fails before the first event is a refusal of the whole turn; every
 * failure is a `WebApiError`. The agent stops working when the signal aborts or the iteration is left.
 */
export type Agent = {
  ask(turn: AgentTurn, signal: AbortSignal): AsyncIterable<AgentEvent>;
};
