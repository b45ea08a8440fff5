import { createParser } from 'eventsource-parser';

/**
 * Returns the data of all message events of a complete event stream, in order. Events with another name
 * are skipped, and so are events without data, which MCP servers send at the start of a stream. An event
 * that the end of the stream cuts off is included: if its JSON is incomplete, parsing it fails later.
 */
export const readEventStream = (stream: string): readonly string[] => {
  const messages: string[] = [];
  const parser = createParser({
    onEvent: ({ event = 'message', data }) => {
      if (event === 'message' && data !== '') messages.push(data);
    },
  });
  parser.feed(stream);
  // Completes the last event.
  parser.feed('\n\n');
  return messages;
};
