import { ask, type ChatApi, type ChatTurn } from '../api/ask.ts';
import { type Failure, failureOf } from '../api/chat-failure.ts';
import { newCorrelationId } from '../api/correlation-id.ts';
import { type Posture, postureQuestions, withResult } from './posture.ts';

export type PostureListener = {
  onPosture(posture: Posture): void;
  onFailure(failure: Failure): void;
};

/** Asks for the posture, piece by piece; ends with the first question that fails. */
export const askPosture = async (
  api: ChatApi,
  listener: PostureListener,
  signal: AbortSignal,
): Promise<void> => {
  let posture: Posture = {};
  for (const message of postureQuestions) {
    const turn = { request: { message }, correlationId: newCorrelationId(), signal };
    const onResult = (result: unknown) => {
      posture = withResult(posture, result);
      listener.onPosture(posture);
    };
    const failure = await readResults(api, turn, onResult);
    if (signal.aborted) return;
    if (failure) return listener.onFailure(failure);
  }
};

/** Tells the results of one question's tools, and settles on why there are no more. */
const readResults = async (
  api: ChatApi,
  turn: ChatTurn,
  onResult: (result: unknown) => void,
): Promise<Failure | undefined> => {
  try {
    for await (const event of ask(api, turn)) {
      if (event.type === 'step' && event.result !== undefined) onResult(event.result);
    }
    return undefined;
  } catch (error) {
    return failureOf(error, turn.correlationId);
  }
};
