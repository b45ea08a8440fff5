import type { AnswerEvent } from '@hopwise/chat-client/ask-chat';
import { askApi, type ChatApi, type ChatTurn } from '../api/chat-api.ts';
import { failureOf, type TurnFailure } from '../api/turn-failure.ts';

export type TurnListener = {
  onEvent(event: AnswerEvent): void;
  onFailure(failure: TurnFailure): void;
  onStopped(): void;
};

/** Asks one question and reports its events and its end to the listener. Never throws. */
export const runTurn = async (
  api: ChatApi,
  turn: ChatTurn,
  listener: TurnListener,
): Promise<void> => {
  try {
    for await (const event of askApi(api, turn)) {
      if (turn.signal.aborted) return listener.onStopped();
      listener.onEvent(event);
    }
  } catch (error) {
    if (turn.signal.aborted) return listener.onStopped();
    listener.onFailure(failureOf(error));
  }
};
