import { ChatError, type ChatFailure } from '@hopwise/chat-client/chat-failure';

/** Why a turn failed. `failures/advice.ts` explains the code. */
export type TurnFailure = Pick<ChatFailure, 'code' | 'message' | 'hop'> & {
  readonly correlationId?: string | undefined;
};

/** The session has ended and could not be renewed. */
export class SignInExpiredError extends Error {
  override readonly name = 'SignInExpiredError';

  constructor() {
    super('The sign-in has expired.');
  }
}

/** Reads the error of a question. Every error without a code is a defect of the page. */
export const failureOf = (error: unknown, correlationId: string): TurnFailure => {
  if (error instanceof ChatError) return error.failure;
  if (error instanceof SignInExpiredError) {
    return { code: 'SIGN_IN_EXPIRED', message: error.message, hop: 1, correlationId };
  }
  return { code: 'PAGE_FAILED', message: 'The page could not ask the question.', correlationId };
};
