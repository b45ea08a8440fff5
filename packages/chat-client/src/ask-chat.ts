import { parseBoundedJson } from '@hopwise/contracts/bounded-json';
import { type ChatEvent, chatEvent } from '@hopwise/contracts/chat-events';
import type { ChatRequest } from '@hopwise/contracts/chat-request';
import { correlationIdIn } from '@hopwise/contracts/correlation-id';
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
  /** The user's access token; absent on a stage without sign-in. */
  readonly accessToken?: string | undefined;
  /** Cancels the question and its stream. */
  readonly signal: AbortSignal;
  readonly fetch?: typeof fetch;
};

/** The API has accepted or refused the question. Absent if the response has no correlation id that a client can read. */
export type TurnEvent = { readonly type: 'turn'; readonly correlationId: string };

/** An event of a turn that has not failed. */
export type AnswerEvent = TurnEvent | Exclude<ChatEvent, { readonly type: 'error' }>;

/**
 * Asks `POST /chat` and yields the events of the answer as they arrive. `turn` is the first event: it
 * has the correlation id, which the API chooses. `done` is the last.
 * Throws a `ChatError` for everything else that ends the answer: no response, a refusal, an `error`
 * event, a stream without `done`, an abort.
 */
export async function* askChat(question: ChatQuestion): AsyncGenerator<AnswerEvent> {
  const { signal } = question;
  const response = await send(question).catch((cause: unknown) => {
    throw failed('API_UNREACHABLE', { signal }, cause);
  });
  const correlationId = correlationIdIn(response.headers);
  if (correlationId !== undefined) yield { type: 'turn', correlationId };
  if (!response.ok || !response.body) throw new ChatError(await readRefusal(response));
  const asked = { signal, correlationId };
  for await (const event of chatEvents(response.body, asked)) {
    if (event.type === 'error') throw new ChatError(failureIn(event));
    yield event;
    if (event.type === 'done') return;
  }
  throw failed('STREAM_CUT', asked);
}

const send = (question: ChatQuestion): Promise<Response> => {
  const { apiUrl, message, sessionId, accessToken, signal } = question;
  const request: ChatRequest = { message, ...(sessionId !== undefined && { sessionId }) };
  const sendRequest = question.fetch ?? fetch;
  return sendRequest(`${apiUrl}/chat`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(accessToken !== undefined && { authorization: `Bearer ${accessToken}` }),
    },
    body: JSON.stringify(request),
    credentials: 'omit',
    // The API never redirects, so a redirect comes from a wrong address.
    redirect: 'error',
    signal,
  });
};

type AskedTurn = Pick<ChatQuestion, 'signal'> & { readonly correlationId?: string | undefined };

async function* chatEvents(
  body: ReadableStream<Uint8Array>,
  asked: AskedTurn,
): AsyncGenerator<ChatEvent> {
  const events = readEventStream(body);
  try {
    for await (const { data } of events) yield chatEvent.parse(parseBoundedJson(data));
  } catch (cause) {
    throw failed('STREAM_CUT', asked, cause);
  }
}

const failed = (
  code: ClientFailureCode,
  { correlationId, signal }: AskedTurn,
  cause?: unknown,
): ChatError =>
  new ChatError(clientFailure(signal.aborted ? 'ASK_ABORTED' : code, correlationId), { cause });

const failureIn = ({
  type: _type,
  ...failure
}: ChatEvent & { readonly type: 'error' }): ChatFailure => failure;
