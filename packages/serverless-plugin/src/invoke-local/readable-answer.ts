import { type ChatEvent, chatEvent } from '@hopwise/contracts/chat-events';
import { createParser } from 'eventsource-parser';

/**
 * Makes the event stream of `POST /chat` readable. The returned function accepts the stream's text as it arrives, and
 * passes the answer to `write`: the hops and the agent's steps on one line each, and the answer as plain text.
 * It writes an event that it does not know as it is.
 */
export const readableAnswer = (write: (text: string) => void): ((part: string) => void) => {
  let isInText = false;
  const parser = createParser({
    onEvent({ data }) {
      const event = readEvent(data);
      const isText = event?.type === 'text';
      const lineBreak = isInText && !isText ? '\n' : '';
      isInText = isText;
      write(lineBreak + (event ? eventText(event) : `${data}\n`));
    },
  });
  return (part) => parser.feed(part);
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
      return `hop ${event.hop}  ${event.credential}  ${event.effect}${event.code ? `  ${event.code}` : ''}\n`;
    case 'step': {
      const detail = event.outcome === 'started' ? JSON.stringify(event.arguments) : event.summary;
      return `${event.tool} ${event.outcome}${detail === undefined ? '' : `  ${detail}`}\n`;
    }
    case 'error': {
      const at = event.hop === undefined ? '' : ` at hop ${event.hop}`;
      return `${event.code}${at}: ${event.message}\n`;
    }
    case 'done':
      return `session ${event.sessionId}\n`;
  }
};
