import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { readableAnswer } from './readable-answer.ts';

type StreamingHandler = (event: unknown, stream: ResponseStream, context: unknown) => Promise<void>;

type Prelude = { readonly statusCode?: number; readonly headers?: Record<string, string> };

/** The stream that Lambda gives to a streaming handler. The type is set before the first write. */
type ResponseStream = Writable & { setContentType(type: string): void };

/**
 * The global `awslambda` of Lambda's Node.js runtime. It writes the response of a streaming handler to `output`: the
 * status on the first line, then the body as it arrives. It makes an event stream readable.
 */
export const localStreaming = (output: NodeJS.WritableStream) => ({
  streamifyResponse: (handler: StreamingHandler) => async (event: unknown, context: unknown) => {
    const stream = bodyTo(output);
    await handler(event, stream, context);
    if (!stream.writableEnded) stream.end();
    await finished(stream);
    output.write('\n');
  },
  HttpResponseStream: {
    from: (stream: ResponseStream, { statusCode, headers = {} }: Prelude): Writable => {
      stream.setContentType(headers['content-type'] ?? '');
      output.write(`HTTP ${statusCode}\n`);
      return stream;
    },
  },
});

const bodyTo = (output: NodeJS.WritableStream): ResponseStream => {
  const decoder = new StringDecoder('utf8');
  let isFull = false;
  const writeText = (text: string) => {
    isFull = !output.write(text);
  };
  let show = writeText;
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      isFull = false;
      show(decoder.write(chunk));
      if (isFull) {
        output.once('drain', done);
      } else {
        done();
      }
    },
  });
  return Object.assign(stream, {
    setContentType(type: string) {
      show = type.startsWith('text/event-stream') ? readableAnswer(writeText) : writeText;
    },
  });
};
