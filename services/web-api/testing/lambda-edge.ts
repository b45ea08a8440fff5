import { once } from 'node:events';
import { PassThrough, type Writable } from 'node:stream';
import { type ChatEvent, chatEvent } from '@hopwise/contracts/chat-events';
import type { OpenResponse, Prelude } from '../src/http/responder.ts';

/**
 * Works like `awslambda.HttpResponseStream.from`: the first `write` sends a JSON prelude and eight NUL
 * bytes before its data. A stream that ends without a `write` has no prelude.
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
  /** The stream that the function writes to. */
  readonly stream: Writable;
  prelude(): Prelude;
  body(): string;
  /** All events so far, each parsed with the contract's schema. */
  events(): ChatEvent[];
  /** Waits until the body contains a text. */
  until(text: string): Promise<void>;
  /** Closes the connection before the response ends. */
  disconnect(): void;
  /** Starts reading, if the client was created with `reads: false`. */
  read(): void;
};

const separator = '\0'.repeat(8);

const eventOf = (block: string): ChatEvent => {
  const [name = '', data = ''] = block.split('\n');
  const event = chatEvent.parse(JSON.parse(data.replace(/^data: /, '')));
  if (name !== `event: ${event.type}`) throw new Error(`The event ${name} has another type.`);
  return event;
};

/** The client's side of a streamed response, as API Gateway forwards it. */
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
