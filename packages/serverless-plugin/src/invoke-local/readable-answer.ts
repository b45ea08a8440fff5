import { cureOf } from '@hopwise/chat-client/failure-cures';
import { type ChatEvent, chatEvent } from '@hopwise/contracts/chat-events';
import { createParser } from 'eventsource-parser';

/** `invoke local` calls the function of this hop directly. API Gateway and its call at hop 2 do not take part. */
const hopToFunction = 2;

export type ReadableAnswer = {
  /** Accepts the stream's text as it arrives. */
  feed(part: string): void;
  /** Whether the answer ended with an error, or without its end. */
  hasFailed(): boolean;
};

/**
 * Makes the event stream of `POST /chat` readable. It passes the answer to `write`: the hops and the agent's steps on
 * one line each, the answer as plain text, and the cure of an error. It writes an event that it does not know as it is.
 */
export const readableAnswer = (write: (text: string) => void): ReadableAnswer => {
  let isInText = false;
  let isComplete = false;
  const parser = createParser({
    onEvent({ data }) {
      const event = readEvent(data);
      const isText = event?.type === 'text';
      const lineBreak = isInText && !isText ? '\n' : '';
      isInText = isText;
      isComplete = event?.type === 'done';
      write(lineBreak + (event ? eventText(event) : `${data}\n`));
    },
  });
  return { feed: (part) => parser.feed(part), hasFailed: () => !isComplete };
};

const readEvent = (data: string): ChatEvent | undefined => {
  try {
    return chatEvent.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
};

const eventText = (event: ChatEvent): string => {
  switch (event.type) {
    case 'text':
      return event.delta;
    case 'hop':
      if (event.hop <= hopToFunction) return '';
      return `hop ${event.hop}  ${event.credential}  ${event.effect}${event.code ? `  ${event.code}` : ''}\n`;
    case 'step': {
      const detail = event.outcome === 'started' ? JSON.stringify(event.arguments) : event.summary;
      return `${event.tool} ${event.outcome}${detail === undefined ? '' : `  ${detail}`}\n`;
    }
    case 'error': {
      const at = event.hop === undefined ? '' : ` at hop ${event.hop}`;
      return `${event.code}${at}: ${event.message}\n${cureLine(event.code, event.hop)}`;
    }
    case 'done':
      return `session ${event.sessionId}\n`;
  }
};

/** What a person can do about a failure; empty if there is no general advice. */
export const cureLine = (code: string, hop: number | undefined): string => {
  const cure = cureOf(code, hop);
  return cure === undefined ? '' : `What to do: ${cure}\n`;
};
