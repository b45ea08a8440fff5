import { type ChatEvent, chatEvent } from '@hopwise/contracts/chat-events';
import { correlationIdIn } from '@hopwise/contracts/correlation-id';
import type { Decision } from '@hopwise/contracts/decision';
import type { HopSpan } from '@hopwise/contracts/turn-record';
import { createParser } from 'eventsource-parser';
import type { LocalStack } from '../src/start-local-stack.ts';

export type ChatResult = {
  readonly status: number;
  readonly headers: Headers;
  /** The body of a refusal as text. */
  readonly body: string;
  /** The streamed events. Empty for a refusal. */
  readonly events: readonly ChatEvent[];
  /** The stack's decisions in this turn. */
  readonly decisions: readonly Decision[];
  /** The times of the turn's calls. */
  readonly spans: readonly HopSpan[];
};

/** Sends a question to `POST /chat` and reads the whole answer. */
export const askChat = async (
  stack: LocalStack,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<ChatResult> => {
  const response = await fetch(`${stack.endpoints.api}/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ message }),
  });
  const body = await response.text();
  const turn = correlationIdIn(response.headers) ?? '';
  return {
    status: response.status,
    headers: response.headers,
    body,
    events: response.ok ? eventsIn(body) : [],
    decisions: stack.decisions.ofTurn(turn),
    spans: stack.decisions.spansOfTurn(turn) ?? [],
  };
};

const eventsIn = (body: string): readonly ChatEvent[] => {
  const events: ChatEvent[] = [];
  createParser({ onEvent: ({ data }) => events.push(chatEvent.parse(JSON.parse(data))) }).feed(
    body,
  );
  return events;
};

/** The first denial among the decisions. */
export const firstDenied = ({ decisions }: ChatResult): Decision | undefined =>
  decisions.find(({ effect }) => effect === 'deny');
