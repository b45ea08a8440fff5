import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { chatRefusal } from '@hopwise/contracts/chat-events';
import { printable } from '@hopwise/contracts/printable';
import { cureLine, readableAnswer } from './readable-answer.ts';

type StreamingHandler = (event: unknown, stream: ResponseStream, context: unknown) => Promise<void>;

type Prelude = { readonly statusCode?: number; readonly headers?: Record<string, string> };

/** The stream that Lambda gives to a streaming handler. The type is set before the first write. */
type ResponseStream = Writable & { setPrelude(prelude: Prelude): void };

/** A refusal is short. A longer body is not examined. */
const maxRefusalCharacters = 10_000;

/**
 * The global `awslambda` of Lambda's Node.js runtime. It writes the response of a streaming handler to `output`: the
 * status on the first line, then the body as it arrives, and the cure of a refusal. It makes an event stream readable.
 * A character of the body that would act on a terminal is shown as `\uXXXX`. It calls `onFailure` for a status of 400 or more, and for an answer that ends with an error.
 */
export const localStreaming = (output: NodeJS.WritableStream, onFailure: () => void) => ({
  streamifyResponse: (handler: StreamingHandler) => async (event: unknown, context: unknown) => {
    const { stream, end } = responseTo(output);
    await handler(event, stream, context);
    if (!stream.writableEnded) stream.end();
    await finished(stream);
    const { hasFailed, cure } = end();
    output.write(`\n${cure}`);
    if (hasFailed) onFailure();
  },
  HttpResponseStream: {
    from: (stream: ResponseStream, prelude: Prelude): Writable => {
      stream.setPrelude(prelude);
      output.write(`HTTP ${prelude.statusCode}\n`);
      return stream;
    },
  },
});

type End = { readonly hasFailed: boolean; readonly cure: string };

const responseTo = (output: NodeJS.WritableStream) => {
  const decoder = new StringDecoder('utf8');
  let isFull = false;
  let body = '';
  let end = (): End => ({ hasFailed: false, cure: '' });
  const writeText = (text: string) => {
    isFull = !output.write(printable(text));
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
  const setPrelude = ({ statusCode = 200, headers = {} }: Prelude): void => {
    if (statusCode >= 400) {
      show = (text) => {
        body = (body + text).slice(0, maxRefusalCharacters);
        writeText(text);
      };
      end = () => ({ hasFailed: true, cure: cureOfRefusal(body) });
    } else if (headers['content-type']?.startsWith('text/event-stream')) {
      const answer = readableAnswer(writeText);
      show = answer.feed;
      end = () => ({ hasFailed: answer.hasFailed(), cure: '' });
    }
  };
  return { stream: Object.assign(stream, { setPrelude }), end: () => end() };
};

const cureOfRefusal = (body: string): string => {
  try {
    return cureLine(chatRefusal.parse(JSON.parse(body)).code, undefined);
  } catch {
    return '';
  }
};
