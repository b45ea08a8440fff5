import type { AnswerEvent } from '@hopwise/chat-client/ask-chat';
import type { TurnFailure } from '../api/turn-failure.ts';
import { applyEvent } from './apply-event.ts';
import type { Conversation, Turn } from './turn.ts';

export type Conversations = {
  /** Newest first. */
  readonly all: readonly Conversation[];
  /** `null` while a new conversation has no question yet. */
  readonly openId: string | null;
};

export type NewTurn = Pick<Turn, 'id' | 'question' | 'askedAtMs'>;

export type ConversationsAction =
  | { readonly type: 'asked'; readonly conversationId: string; readonly turn: NewTurn }
  | { readonly type: 'event'; readonly turnId: string; readonly event: AnswerEvent }
  | { readonly type: 'failed'; readonly turnId: string; readonly failure: TurnFailure }
  | { readonly type: 'stopped'; readonly turnId: string }
  | { readonly type: 'ended'; readonly turnId: string; readonly atMs: number }
  | { readonly type: 'opened'; readonly conversationId: string | null }
  | { readonly type: 'deleted'; readonly conversationId: string };

const maxConversations = 30;
const maxTitleLength = 60;

export const conversationsReducer = (
  state: Conversations,
  action: ConversationsAction,
): Conversations => {
  switch (action.type) {
    case 'asked':
      return withQuestion(state, action.conversationId, action.turn);
    case 'event':
      return withEvent(state, action.turnId, action.event);
    case 'failed':
      return withFailure(state, action.turnId, action.failure);
    case 'stopped':
      return withTurn(state, action.turnId, (turn) => ({ ...turn, state: 'stopped' }));
    case 'ended':
      return withTurn(state, action.turnId, (turn) => ({
        ...turn,
        durationMs: action.atMs - turn.askedAtMs,
      }));
    case 'opened':
      return { ...state, openId: action.conversationId };
    case 'deleted':
      return {
        all: state.all.filter(({ id }) => id !== action.conversationId),
        openId: state.openId === action.conversationId ? null : state.openId,
      };
  }
};

const withQuestion = (state: Conversations, id: string, asked: NewTurn): Conversations => {
  const turn: Turn = { ...asked, state: 'running', answer: '', steps: [], hops: [] };
  const known = state.all.find((conversation) => conversation.id === id);
  const conversation = known
    ? { ...known, turns: [...known.turns, turn] }
    : { id, title: titleOf(asked.question), turns: [turn] };
  const others = state.all.filter((other) => other.id !== id);
  return { all: [conversation, ...others].slice(0, maxConversations), openId: id };
};

const titleOf = (question: string): string => {
  const line = question.trim().replaceAll(/\s+/g, ' ');
  return line.length <= maxTitleLength
    ? line
    : `${line.slice(0, maxTitleLength - 1).toWellFormed()}…`;
};

const withEvent = (state: Conversations, turnId: string, event: AnswerEvent): Conversations => {
  const next = withTurn(state, turnId, (turn) => applyEvent(turn, event));
  if (event.type !== 'done') return next;
  return withConversation(next, turnId, (conversation) => ({
    ...conversation,
    sessionId: event.sessionId,
  }));
};

/**
 * A refusal behind the agent (hops 6 and 7) interrupts the agent in the middle of its turn. The next question starts a new
 * agent session, because the old one contains the refusal and the model would answer from it.
 */
const withFailure = (state: Conversations, turnId: string, failure: TurnFailure): Conversations => {
  const { correlationId } = failure;
  const next = withTurn(state, turnId, (turn) => ({
    ...turn,
    ...(correlationId !== undefined && { correlationId }),
    state: 'failed',
    failure,
  }));
  if (failure.hop === undefined || failure.hop < 6) return next;
  return withConversation(next, turnId, ({ sessionId: _sessionId, ...others }) => others);
};

const withTurn = (
  state: Conversations,
  turnId: string,
  change: (turn: Turn) => Turn,
): Conversations =>
  withConversation(state, turnId, (conversation) => ({
    ...conversation,
    turns: conversation.turns.map((turn) => (turn.id === turnId ? change(turn) : turn)),
  }));

/** Changes the conversation that contains the turn. */
const withConversation = (
  state: Conversations,
  turnId: string,
  change: (conversation: Conversation) => Conversation,
): Conversations => ({
  ...state,
  all: state.all.map((conversation) =>
    conversation.turns.some(({ id }) => id === turnId) ? change(conversation) : conversation,
  ),
});
