type Field = { readonly name: string; readonly value: string };

/** A line without a name is a comment. One space after the colon does not belong to the value. */
const fieldOf = (line: string): Field => {
  const colon = line.indexOf(':');
  if (colon < 0) return { name: line, value: '' };
  return { name: line.slice(0, colon), value: line.slice(colon + 1).replace(/^ /, '') };
};

/**
 * Returns the data of all message events of a complete event stream, in order. Events with another name
 * are skipped, and so are events without data, which MCP servers send at the start of a stream. An event
 * that the end of the stream cuts off is included: if its JSON is incomplete, parsing it fails later.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export const readEventStream = (stream: string): readonly string[] => {
  const messages: string[] = [];
  let event = '';
  let lines: string[] = [];
  // The last empty line completes an event that the end of the stream cuts off.
  for (const line of `${stream.replace(/^\uFEFF/, '')}\n\n`.split(/\r\n|\n|\r/)) {
    const { name, value } = fieldOf(line);
    if (line === '') {
      const data = lines.join('\n');
      if (data !== '' && (event === '' || event === 'message')) messages.push(data);
      event = '';
      lines = [];
    } else if (name === 'data') {
      lines.push(value);
    } else if (name === 'event') {
      event = value;
    }
  }
  return messages;
};
