import type { ChatEvent } from '@hopwise/contracts/chat-events';

export type AgentTurn = {
  readonly message: string;
  readonly sessionId: string;
  readonly correlationId: string;
};

export type StepEvent = Extract<ChatEvent, { type: 'step' }>;
export type HopEvent = Extract<ChatEvent, { type: 'hop' }>;

/** `final` means that the agent has finished its answer. Without it the answer is incomplete. */
export type AgentEvent =
  | Extract<ChatEvent, { type: 'text' }>
  | StepEvent
  | HopEvent
  | { readonly type: 'final' };

/**
 * The agent behind hop 3. Every failure is a `WebApiError`. A failure before the first event refuses the
 * whole turn. The agent stops when the signal aborts or when the caller ends the iteration.
 */
export type Agent = {
  ask(turn: AgentTurn, signal: AbortSignal): AsyncIterable<AgentEvent>;
};
