import { type ChatEvent, chatEvent } from '@hopwise/contracts/chat-events';
import type { ChatRequest } from '@hopwise/contracts/chat-request';
import { correlationIdHeader } from '@hopwise/contracts/correlation-id';
import {
  ChatError,
  type ChatFailure,
  type ClientFailureCode,
  clientFailure,
} from './chat-failure.ts';
import { readEventStream } from './event-stream-reader.ts';
import { readRefusal } from './read-refusal.ts';

export type ChatQuestion = {
  /** Address of the API's stage, without `/chat`. */
  readonly apiUrl: string;
  readonly message: string;
  /** Continues a conversation. */
  readonly sessionId?: string | undefined;
  readonly correlationId: string;
  /** The user's access token; absent on a stage without sign-in. */
  readonly accessToken?: string | undefined;
  /** Cancels the question and its stream. */
  readonly signal: AbortSignal;
  readonly fetch?: typeof fetch;
};

/** An event of a turn that has not failed. */
export type AnswerEvent = Exclude<ChatEvent, { readonly type: 'error' }>;

/**
 * Asks `POST /chat` and yields the events of the answer as they arrive. `done` is always the last event.
 * Throws a `ChatError` for everything else that ends the answer: no response, a refusal, an `error`
 * event, a stream without `done`, an abort.
 */
export async function* askChat(question: ChatQuestion): AsyncGenerator<AnswerEvent> {
  const response = await send(question).catch((cause: unknown) => {
    throw failed(question, 'API_UNREACHABLE', cause);
  });
  if (!response.ok || !response.body) {
    throw new ChatError(await readRefusal(response, question.correlationId));
  }
  for await (const event of chatEvents(response.body, question)) {
    if (event.type === 'error') throw new ChatError(failureIn(event));
    yield event;
    if (event.type === 'done') return;
  }
  throw failed(question, 'STREAM_CUT');
}

const send = (question: ChatQuestion): Promise<Response> => {
  const { apiUrl, message, sessionId, correlationId, accessToken, signal } = question;
  const request: ChatRequest = { message, ...(sessionId !== undefined && { sessionId }) };
  const sendRequest = question.fetch ?? fetch;
  return sendRequest(`${apiUrl}/chat`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [correlationIdHeader]: correlationId,
      ...(accessToken !== undefined && { authorization: `Bearer ${accessToken}` }),
    },
    body: JSON.stringify(request),
    credentials: 'omit',
    // The API never redirects, so a redirect comes from a wrong address.
    redirect: 'error',
    signal,
  });
};

async function* chatEvents(
  body: ReadableStream<Uint8Array>,
  question: ChatQuestion,
): AsyncGenerator<ChatEvent> {
  const events = readEventStream(body);
  try {
    for await (const { data } of events) yield chatEvent.parse(JSON.parse(data));
  } catch (cause) {
    throw failed(question, 'STREAM_CUT', cause);
  }
}

const failed = (
  { correlationId, signal }: ChatQuestion,
  code: ClientFailureCode,
  cause?: unknown,
): ChatError =>
  new ChatError(clientFailure(signal.aborted ? 'ASK_ABORTED' : code, correlationId), { cause });

const failureIn = ({
  type: _type,
  ...failure
}: ChatEvent & { readonly type: 'error' }): ChatFailure => failure;
