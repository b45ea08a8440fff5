import type { ChatEvent } from '@hopwise/contracts/chat-events';
import { ask, type ChatApi, type ChatTurn } from '../api/ask.ts';
import { type Failure, failureOf } from '../api/chat-failure.ts';

export type TurnListener = {
  onEvent(event: ChatEvent): void;
  onFailure(failure: Failure): void;
  onStopped(): void;
};

/** Asks one question and tells what becomes of it; never throws. */
export const runTurn = async (
  api: ChatApi,
  turn: ChatTurn,
  listener: TurnListener,
): Promise<void> => {
  try {
    for await (const event of ask(api, turn)) {
      if (turn.signal.aborted) return listener.onStopped();
      listener.onEvent(event);
    }
  } catch (error) {
    if (turn.signal.aborted) return listener.onStopped();
    listener.onFailure(failureOf(error, turn.correlationId));
  }
};
