import type { AnswerEvent } from '@hopwise/chat-client/ask-chat';
import type { ChatRequest } from '@hopwise/contracts/chat-request';

/** How the page reaches the chat API of its stage. */
export type ChatApi = {
  readonly apiUrl: string;
  /** Returns the user's current access token; absent on a stage without sign-in. */
  readonly accessToken?: (() => Promise<string>) | undefined;
  readonly fetch: typeof fetch;
};

export type ChatTurn = {
  readonly request: ChatRequest;
  readonly signal: AbortSignal;
};

/** Asks one question as the signed-in user. `failureOf` reads everything that it throws. */
export async function* askApi(
  { apiUrl, accessToken, fetch }: ChatApi,
  { request, signal }: ChatTurn,
): AsyncGenerator<AnswerEvent> {
  // The first question loads the chat client, so the first load of the page is smaller.
  const { askChat } = await import('@hopwise/chat-client/ask-chat');
  const { message, sessionId } = request;
  yield* askChat({
    apiUrl,
    message,
    sessionId,
    accessToken: await accessToken?.(),
    signal,
    fetch,
  });
}
