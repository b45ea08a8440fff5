import { type ChatEvent, chatEvent } from '@hopwise/contracts/chat-events';
import type { ChatRequest } from '@hopwise/contracts/chat-request';
import { correlationIdHeader } from '@hopwise/contracts/correlation-id';
import { readServerSentEvents } from '@hopwise/contracts/server-sent-events';
import { ChatFailure } from './chat-failure.ts';
import { readRefusal } from './read-refusal.ts';
import { streamChunks } from './stream-chunks.ts';

export type ChatApi = {
  readonly apiUrl: string;
  /** The user's access token at the time of the question; absent where the stage asks for none. */
  readonly accessToken?: (() => Promise<string>) | undefined;
  readonly fetch: typeof fetch;
};

export type ChatTurn = {
  readonly request: ChatRequest;
  readonly correlationId: string;
  readonly signal: AbortSignal;
};

/**
 * Asks one question. The events come as they arrive and end with `done`; everything else that ends them
 * is thrown as a `ChatFailure`.
 */
export async function* ask(api: ChatApi, turn: ChatTurn): AsyncGenerator<ChatEvent> {
  const response = await send(api, turn);
  if (!response.ok || !response.body) throw new ChatFailure(await readRefusal(response));
  try {
    for await (const { data } of readServerSentEvents(streamChunks(response.body))) {
      const event = chatEvent.parse(JSON.parse(data));
      if (event.type === 'error') throw new ChatFailure(event);
      yield event;
      if (event.type === 'done') return;
    }
  } catch (cause) {
    throw cause instanceof ChatFailure ? cause : brokenOff(turn, cause);
  }
  throw brokenOff(turn);
}

const send = async ({ apiUrl, accessToken, fetch }: ChatApi, turn: ChatTurn): Promise<Response> => {
  const token = await accessToken?.();
  return await fetch(`${apiUrl}/chat`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [correlationIdHeader]: turn.correlationId,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(turn.request),
    credentials: 'omit',
    redirect: 'error',
    signal: turn.signal,
  }).catch((cause: unknown) => {
    throw new ChatFailure(
      {
        code: 'API_UNREACHABLE',
        message: 'The API does not answer.',
        correlationId: turn.correlationId,
      },
      { cause },
    );
  });
};

const brokenOff = ({ correlationId }: ChatTurn, cause?: unknown): ChatFailure =>
  new ChatFailure(
    { code: 'STREAM_CUT', message: 'The answer broke off before its last event.', correlationId },
    { cause },
  );
