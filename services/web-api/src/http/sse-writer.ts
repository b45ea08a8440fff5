import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { ChatEvent } from '@hopwise/contracts/chat-events';
import type { Clock } from '../clock.ts';

/** API Gateway and the proxies before it drop a stream that is silent for too long. */
export const pingIntervalMs = 15_000;

export type SseWriter = {
  /** Writes one event; waits while the client is slower than the agent. Throws when the signal aborts. */
  send(event: ChatEvent): Promise<void>;
  /** Writes the last events without waiting, and ends the stream. */
  end(events: readonly ChatEvent[]): void;
};

export type SseWriterOptions = {
  readonly stream: Writable;
  readonly clock: Clock;
  readonly signal: AbortSignal;
};

const frame = (event: ChatEvent): string =>
  `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

/**
 * Server-sent events, with a comment whenever nothing was written for a while.
 * See https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export const createSseWriter = ({ stream, clock, signal }: SseWriterOptions): SseWriter => {
  let cancelPing = () => {};

  const pingLater = () => {
    cancelPing();
    cancelPing = clock.after(pingIntervalMs, () => {
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
      // Not `end(frames)`: where these are the first, status and headers go out with a `write` alone.
      stream.write(events.map(frame).join(''));
      stream.end();
    },
  };
};
