import { createParser } from 'eventsource-parser';

/** One event of a `text/event-stream`. */
export type ServerSentEvent = { readonly event: string; readonly data: string };

/** Longest event in UTF-16 code units, complete or not. */
export const maxEventLength = 4_000_000;

/**
 * Reads the server-sent events of a response body. Skips comments and an event that the end of the
 * stream cuts off. Throws when an event is longer than `maxEventLength`.
 *
 * See https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export async function* readEventStream(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<ServerSentEvent> {
  const decoder = new TextDecoder();
  const complete: ServerSentEvent[] = [];
  let tooLong = false;
  const parser = createParser({
    maxBufferSize: maxEventLength,
    onEvent: ({ event = 'message', data }) => complete.push({ event, data }),
    onError: ({ type }) => {
      tooLong ||= type === 'max-buffer-size-exceeded';
    },
  });
  for await (const chunk of chunksOf(body)) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    for (const event of complete.splice(0)) {
      if (event.data.length > maxEventLength) throw new EventTooLongError();
      yield event;
    }
    if (tooLong) throw new EventTooLongError();
  }
}

class EventTooLongError extends Error {
  override readonly name = 'EventTooLongError';

  constructor() {
    super(`An event of the answer is too long: the limit is ${maxEventLength} characters.`);
  }
}

/** Reads without `for await`: a `ReadableStream` is not iterable in every browser that the page supports. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
