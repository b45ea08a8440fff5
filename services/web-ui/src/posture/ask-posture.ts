import { askApi, type ChatApi, type ChatTurn } from '../api/chat-api.ts';
import { failureOf, type TurnFailure } from '../api/turn-failure.ts';
import { type Posture, postureQuestions, withResult } from './posture.ts';

export type PostureListener = {
  onPosture(posture: Posture): void;
  onFailure(failure: TurnFailure): void;
};

/** Asks the questions of the posture in order and stops at the first failure. */
export const askPosture = async (
  api: ChatApi,
  listener: PostureListener,
  signal: AbortSignal,
): Promise<void> => {
  let posture: Posture = {};
  for (const message of postureQuestions) {
    const turn = { request: { message }, signal };
    const onResult = (result: unknown) => {
      posture = withResult(posture, result);
      listener.onPosture(posture);
    };
    const failure = await readResults(api, turn, onResult);
    if (signal.aborted) return;
    if (failure) return listener.onFailure(failure);
  }
};

/** Reports the tool results of one question. Returns the failure, if the question failed. */
const readResults = async (
  api: ChatApi,
  turn: ChatTurn,
  onResult: (result: unknown) => void,
): Promise<TurnFailure | undefined> => {
  try {
    for await (const event of askApi(api, turn)) {
      if (event.type === 'step' && event.result !== undefined) onResult(event.result);
    }
    return undefined;
  } catch (error) {
    return failureOf(error);
  }
};
