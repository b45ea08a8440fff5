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
  /** Absent if no response of the API arrived. */
  readonly correlationId?: string;
  readonly failure?: AskFailure;
};

/** Asks one question, reports each event and reads the answer to its end. */
export const askQuestion = async (
  question: ChatQuestion,
  onEvent: (event: AnswerEvent) => void,
): Promise<AskOutcome> => {
  let outcome: AskOutcome = { answer: '' };
  try {
    for await (const event of askChat(question)) {
      onEvent(event);
      outcome = withEvent(outcome, event);
    }
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    const { correlationId } = error.failure;
    return {
      ...outcome,
      ...(correlationId !== undefined && { correlationId }),
      failure: failureOf(error),
    };
  }
  return outcome;
};

const withEvent = (outcome: AskOutcome, event: AnswerEvent): AskOutcome => {
  if (event.type === 'turn') return { ...outcome, correlationId: event.correlationId };
  return event.type === 'text' ? { ...outcome, answer: outcome.answer + event.delta } : outcome;
};

const failureOf = ({ failure: { code, message, hop } }: ChatError): AskFailure => ({
  code,
  message,
  ...(hop !== undefined && { hop }),
});
