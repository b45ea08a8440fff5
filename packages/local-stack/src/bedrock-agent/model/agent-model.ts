import type { ModelFailureCode } from '@hopwise/contracts/codes/local-failures';
import type { AgentTool } from './agent-tool.ts';

/** The model of an agent: reads the conversation so far and returns the next step. */
export type AgentModel = {
  next(request: ModelRequest): Promise<ModelStep>;
};

export type ModelRequest = {
  readonly instruction: string;
  readonly tools: readonly AgentTool[];
  /** Earlier turns come first. Ends with the current question and the results of its tool calls. */
  readonly conversation: readonly ConversationMessage[];
  readonly promptSessionAttributes: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
};

export type ConversationMessage =
  | { readonly role: 'user'; readonly text: string }
  | {
      readonly role: 'assistant';
      readonly text: string;
      readonly asked: boolean;
      /** What the next question can mean by a place in the list of this answer. */
      readonly offered?: readonly OfferedCall[];
    }
  | { readonly role: 'tool'; readonly call: ToolCall; readonly result: ToolObservation };

/** A finished call with its result. */
export type ToolMessage = Extract<ConversationMessage, { role: 'tool' }>;

export type ToolCall = {
  readonly callId: string;
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
};

export type ToolObservation = {
  readonly text: string;
  /** The tool refused the call, and other arguments or the user can correct it. */
  readonly rejected: boolean;
};

export type ModelStep =
  | {
      readonly kind: 'call';
      readonly tool: string;
      readonly arguments: Readonly<Record<string, unknown>>;
      readonly rationale: string | undefined;
    }
  /** Asks the user for information that the question lacks. */
  | { readonly kind: 'ask'; readonly text: string }
  | {
      readonly kind: 'answer';
      readonly text: string;
      /** The call for each row of a list in this answer. */
      readonly offered?: readonly OfferedCall[];
    };

export type OfferedCall = Pick<ToolCall, 'tool' | 'arguments'>;

/** The model returned no usable step. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: ModelFailureCode;

  constructor(code: ModelFailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
