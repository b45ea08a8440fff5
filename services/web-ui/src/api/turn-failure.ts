import { ChatError, type ChatFailure } from '@hopwise/chat-client/chat-failure';

/** Codes of the page itself, besides those of the chat client and of web-api. */
export type PageFailureCode = 'SIGN_IN_EXPIRED' | 'PAGE_FAILED';

export type TurnFailureCode = ChatFailure['code'] | PageFailureCode;

/** Why a turn failed. `failures/advice.ts` explains the code. */
export type TurnFailure = Pick<ChatFailure, 'message' | 'hop'> & {
  /** A `TurnFailureCode`, or in a stored conversation a code of an earlier version. */
  readonly code: string;
  readonly correlationId?: string | undefined;
};

/** The session has ended and could not be renewed. */
export class SignInExpiredError extends Error {
  override readonly name = 'SignInExpiredError';

  constructor() {
    super('The page could not renew the session.');
  }
}

/** Reads the error of a question. An error without a code is a defect of the page. */
export const failureOf = (error: unknown): TurnFailure & { readonly code: TurnFailureCode } => {
  if (error instanceof ChatError) return error.failure;
  if (error instanceof SignInExpiredError) {
    return { code: 'SIGN_IN_EXPIRED', message: error.message, hop: 1 };
  }
  return { code: 'PAGE_FAILED', message: 'The page could not ask the question.' };
};
