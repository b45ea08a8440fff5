import { type AnswerEvent, askChat, type ChatQuestion } from '@hopwise/chat-client/ask-chat';
import { ChatError, type ChatFailure } from '@hopwise/chat-client/chat-failure';

/** Why there is no complete answer. */
export type AskFailure = Pick<ChatFailure, 'message' | 'hop'> & {
  /** `STACK_ENDED`: the local stack was stopped during the question. */
  readonly code: ChatFailure['code'] | 'STACK_ENDED';
};

export type AskOutcome = {
  /** Everything that arrived before the end or the failure. */
  readonly answer: string;
  readonly failure?: AskFailure;
};

/** Asks one question, reports each event and reads the answer to its end. */
export const askQuestion = async (
  question: ChatQuestion,
  onEvent: (event: AnswerEvent) => void,
): Promise<AskOutcome> => {
  let answer = '';
  try {
    for await (const event of askChat(question)) {
      onEvent(event);
      if (event.type === 'text') answer += event.delta;
    }
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    return { answer, failure: failureOf(error) };
  }
  return { answer };
};

const failureOf = ({ failure: { code, message, hop } }: ChatError): AskFailure => ({
  code,
  message,
  ...(hop !== undefined && { hop }),
});
