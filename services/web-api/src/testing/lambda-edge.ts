import { once } from 'node:events';
import { PassThrough, type Writable } from 'node:stream';
import { type ChatEvent, chatEvent } from '@hopwise/contracts/chat-events';
import type { OpenResponse, Prelude } from '../http/responder.ts';

/**
 * What `awslambda.HttpResponseStream.from` does: a JSON prelude and eight NUL bytes go out with the first
 * `write`. A stream that is ended without one has no prelude.
 */
export const openResponse: OpenResponse = (stream, prelude) => {
  const write: Writable['write'] = stream.write.bind(stream);
  stream.write = (...first: [chunk: unknown]) => {
    stream.write = write;
    write(Buffer.concat([Buffer.from(JSON.stringify(prelude)), Buffer.alloc(8)]));
    return write(...first);
  };
  return stream;
};

export type ClientSide = {
  /** The function's end of the response. */
  readonly stream: Writable;
  prelude(): Prelude;
  body(): string;
  /** Every event so far, each checked against the contract. */
  events(): ChatEvent[];
  /** Waits until the body holds a text. */
  until(text: string): Promise<void>;
  /** Goes away before the response has ended. */
  disconnect(): void;
  /** Starts to read, where the client was made not to. */
  read(): void;
};

const separator = '\0'.repeat(8);

const eventOf = (block: string): ChatEvent => {
  const [name = '', data = ''] = block.split('\n');
  const event = chatEvent.parse(JSON.parse(data.replace(/^data: /, '')));
  if (name !== `event: ${event.type}`) throw new Error(`The event ${name} has another type.`);
  return event;
};

/** The client's end of a streamed response, as API Gateway hands it on. */
export const createClientSide = (options = { reads: true }): ClientSide => {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  const text = () => Buffer.concat(chunks).toString();
  const body = () => text().split(separator).slice(1).join(separator);
  const read = () => stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  if (options.reads) read();
  return {
    stream,
    prelude: () => JSON.parse(text().split(separator)[0] ?? ''),
    body,
    events: () =>
      body()
        .split('\n\n')
        .filter((block) => block !== '' && !block.startsWith(':'))
        .map(eventOf),
    async until(part) {
      while (!body().includes(part)) await once(stream, 'data');
    },
    disconnect: () => stream.destroy(),
    read,
  };
};
