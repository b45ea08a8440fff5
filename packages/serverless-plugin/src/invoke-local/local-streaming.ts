import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

type StreamingHandler = (event: unknown, stream: Writable, context: unknown) => Promise<void>;

/**
 * The global `awslambda` of Lambda's Node.js runtime. It writes the response of a streaming handler to
 * `output`: the status and headers on the first line, then the body as it arrives.
 * See https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html
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
    from: (stream: Writable, prelude: unknown): Writable => {
      output.write(`${JSON.stringify(prelude)}\n`);
      return stream;
    },
  },
});

const bodyTo = (
  output: NodeJS.WritableStream,
): Writable & { setContentType(type: string): void } => {
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (output.write(chunk)) {
        done();
      } else {
        output.once('drain', done);
      }
    },
  });
  return Object.assign(stream, { setContentType: () => undefined });
};
