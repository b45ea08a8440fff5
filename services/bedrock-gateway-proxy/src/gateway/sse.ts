type EventUnderway = { name: string; data: string[] };

const applyLine = (event: EventUnderway, line: string): void => {
  const colon = line.indexOf(':');
  const field = colon === -1 ? line : line.slice(0, colon);
  const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
  if (field === 'data') event.data.push(value);
  if (field === 'event') event.name = value;
};

/**
 * The data of each message event of a whole event stream, in order. Comments, ids, retry delays and
 * events of other names are skipped, and so are events without data, with which MCP servers open a
 * stream. An event that the stream's end cuts off is kept: cut JSON does not parse, whole JSON does.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export const readEventStream = (stream: string): readonly string[] => {
  const messages: string[] = [];
  let event: EventUnderway = { name: '', data: [] };
  for (const line of [...stream.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/), '']) {
    if (line !== '') {
      applyLine(event, line);
      continue;
    }
    const data = event.data.join('\n');
    if (data !== '' && (event.name === '' || event.name === 'message')) messages.push(data);
    event = { name: '', data: [] };
  }
  return messages;
};
