import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { ChatEvent } from '@hopwise/contracts/chat-events';
import type { SetAlarm } from '../alarm.ts';

/** API Gateway and the proxies in front of it close a stream that is silent for too long. */
export const pingIntervalMs = 15_000;

export type SseWriter = {
  /** Writes one event and waits if the client reads too slowly. Throws if the signal aborts. */
  send(event: ChatEvent): Promise<void>;
  /** Writes the last events without waiting and ends the stream. */
  end(events: readonly ChatEvent[]): void;
};

export type SseWriterOptions = {
  readonly stream: Writable;
  readonly setAlarm: SetAlarm;
  readonly signal: AbortSignal;
};

const frame = (event: ChatEvent): string =>
  `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

/**
 * Writes server-sent events, and a comment after each period of silence.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export const createSseWriter = ({ stream, setAlarm, signal }: SseWriterOptions): SseWriter => {
  let cancelPing = () => {};

  const pingLater = () => {
    cancelPing();
    cancelPing = setAlarm(pingIntervalMs, () => {
      if (!stream.writableNeedDrain) stream.write(': ping\n\n');
      pingLater();
    });
  };

  const stopPinging = () => {
    cancelPing();
    signal.removeEventListener('abort', stopPinging);
  };

  signal.addEventListener('abort', stopPinging);
  pingLater();

  return {
    async send(event) {
      signal.throwIfAborted();
      pingLater();
      if (!stream.write(frame(event))) await once(stream, 'drain', { signal });
    },
    end(events) {
      stopPinging();
      if (stream.destroyed) return;
      // `end(frames)` would not send the status and the headers: only `write` does.
      stream.write(events.map(frame).join(''));
      stream.end();
    },
  };
};
