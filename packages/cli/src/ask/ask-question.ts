import { type ChatEvent, chatEvent, chatRefusal } from '@hopwise/contracts/chat-events';
import { correlationIdHeader } from '@hopwise/contracts/correlation-id';
import { readServerSentEvents } from './server-sent-events.ts';

export type Question = {
  readonly apiUrl: string;
  readonly message: string;
  readonly correlationId: string;
  readonly signal: AbortSignal;
  readonly onEvent: (event: ChatEvent) => void;
};

/** Why there is no whole answer. */
export type AskFailure = { readonly code: string; readonly message: string; readonly hop?: number };

export type AskOutcome = { readonly answer: string; readonly failure?: AskFailure };

/** Sends one question to the web API and reads the stream to its end. */
export const askQuestion = async (question: Question): Promise<AskOutcome> => {
  const response = await fetch(`${question.apiUrl}/chat`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [correlationIdHeader]: question.correlationId,
    },
    body: JSON.stringify({ message: question.message }),
    redirect: 'error',
    signal: question.signal,
  });
  if (!response.ok || !response.body) return { answer: '', failure: await refusalOf(response) };
  return await readAnswer(response.body, question.onEvent);
};

const readAnswer = async (
  body: AsyncIterable<Uint8Array>,
  onEvent: (event: ChatEvent) => void,
): Promise<AskOutcome> => {
  let answer = '';
  try {
    for await (const { data } of readServerSentEvents(body)) {
      const event = chatEvent.parse(JSON.parse(data));
      onEvent(event);
      if (event.type === 'text') answer += event.delta;
      if (event.type === 'done') return { answer };
      if (event.type === 'error') return { answer, failure: failureOf(event) };
    }
  } catch {
    return { answer, failure: cutStream };
  }
  return { answer, failure: cutStream };
};

const cutStream: AskFailure = {
  code: 'STREAM_CUT',
  message: 'The answer broke off before its last event.',
};

const failureOf = (event: ChatEvent & { readonly type: 'error' }): AskFailure => ({
  code: event.code,
  message: event.message,
  ...(event.hop !== undefined && { hop: event.hop }),
});

/** The web API refuses with a code; API Gateway, which stands before it, with a message alone. */
const refusalOf = async (response: Response): Promise<AskFailure> => {
  const body: unknown = await response.json().catch(() => undefined);
  const refusal = chatRefusal.safeParse(body);
  if (refusal.success) return { code: refusal.data.code, message: refusal.data.message };
  const message =
    typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : '';
  return { code: `HTTP_${response.status}`, message: message || 'The API gave no reason.' };
};
