import { type ChatEvent, chatEvent, chatRefusal } from '@hopwise/contracts/chat-events';
import { correlationIdHeader } from '@hopwise/contracts/correlation-id';
import { readServerSentEvents } from '@hopwise/contracts/server-sent-events';

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
  const response = await send(question).catch(() => undefined);
  if (!response) return { answer: '', failure: brokenOff(question, unreachable) };
  if (!response.ok || !response.body) return { answer: '', failure: await refusalOf(response) };
  return await readAnswer(response.body, question);
};

const send = ({ apiUrl, correlationId, message, signal }: Question): Promise<Response> =>
  fetch(`${apiUrl}/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [correlationIdHeader]: correlationId },
    body: JSON.stringify({ message }),
    redirect: 'error',
    signal,
  });

const readAnswer = async (
  body: AsyncIterable<Uint8Array>,
  question: Question,
): Promise<AskOutcome> => {
  let answer = '';
  for await (const event of eventsOf(body)) {
    question.onEvent(event);
    if (event.type === 'text') answer += event.delta;
    if (event.type === 'done') return { answer };
    if (event.type === 'error') return { answer, failure: failureOf(event) };
  }
  return { answer, failure: brokenOff(question, cutStream) };
};

/** Ends where the stream breaks off or holds what is no event, as it does where the stream ends. */
async function* eventsOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<ChatEvent> {
  const events = readServerSentEvents(body);
  for (;;) {
    const event = await events
      .next()
      .then(({ done, value }) => (done ? undefined : chatEvent.parse(JSON.parse(value.data))))
      .catch(() => undefined);
    if (event === undefined) return;
    yield event;
  }
}

const unreachable: AskFailure = { code: 'API_UNREACHABLE', message: 'The API does not answer.' };

const cutStream: AskFailure = {
  code: 'STREAM_CUT',
  message: 'The answer broke off before its last event.',
};

const brokenOff = ({ signal }: Question, failure: AskFailure): AskFailure =>
  signal.aborted ? { code: 'ASK_ABORTED', message: 'The question was given up.' } : failure;

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
