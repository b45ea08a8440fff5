/**
 * Decodes the answer of InvokeAgent with less work than the SDK's decoder, at the SDK's own extension point. The SDK's
 * code still decodes each frame that is not a plain piece of text or a trace without a call.
 */
import type {
  BedrockAgentRuntimeClientConfig,
  ResponseStream,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { EventStreamCodec, getMessageUnmarshaller } from '@smithy/core/event-streams';
import { type FrameKind, isTraceWithoutCall, textOf } from './fast-event.ts';
import { frameParts } from './frame-parts.ts';
import { createFrameSplitter } from './frame-splitter.ts';

type Provider = NonNullable<BedrockAgentRuntimeClientConfig['eventStreamSerdeProvider']>;
type Message = ReturnType<EventStreamCodec['decode']>;

type Convert<T> = (input: Record<string, Message>) => Promise<T>;

/** Amazon Bedrock sends the same few headers again and again. */
const maxKnownHeaders = 32;

const kindOf = ({ headers }: Message): FrameKind => {
  if (headers[':message-type']?.value !== 'event') return 'other';
  const type = headers[':event-type']?.value;
  return type === 'chunk' || type === 'trace' ? type : 'other';
};

type FrameReader = {
  /** The event of a frame that needs no decoder. `undefined` for each other frame, and for a damaged one. */
  readKnown(frame: Uint8Array): ResponseStream | undefined;
  /** Decodes a frame with the SDK's code. `undefined` for an event that the SDK does not know. */
  decode(frame: Uint8Array): Promise<ResponseStream | undefined>;
};

const createFrameReader = (
  codec: EventStreamCodec,
  unmarshal: (message: Message) => Promise<ResponseStream | undefined>,
): FrameReader => {
  const kinds = new Map<string, FrameKind>();
  return {
    readKnown(frame) {
      const parts = frameParts(frame);
      if (parts === undefined) return undefined;
      const kind = kinds.get(parts.headers);
      if (kind === 'chunk') {
        const bytes = textOf(parts.body);
        return bytes && { chunk: { bytes } };
      }
      return kind === 'trace' && isTraceWithoutCall(parts.body) ? { trace: {} } : undefined;
    },
    decode(frame) {
      const message = codec.decode(frame);
      const parts = frameParts(frame);
      if (parts && kinds.size < maxKnownHeaders) kinds.set(parts.headers, kindOf(message));
      return unmarshal(message);
    },
  };
};

/** Joins the texts that arrive together. Their events differ in nothing else. */
async function* decodeFrames(
  frames: Iterable<Uint8Array>,
  reader: FrameReader,
): AsyncGenerator<ResponseStream> {
  const texts: Uint8Array[] = [];
  const joined = () => ({ chunk: { bytes: Buffer.concat(texts.splice(0)) } });
  for (const frame of frames) {
    const known = reader.readKnown(frame);
    if (known?.chunk?.bytes !== undefined) {
      texts.push(known.chunk.bytes);
      continue;
    }
    if (texts.length > 0) yield joined();
    const event = known ?? (await reader.decode(frame));
    if (event !== undefined) yield event;
  }
  if (texts.length > 0) yield joined();
}

async function* decodeEvents(
  body: AsyncIterable<Uint8Array>,
  reader: FrameReader,
): AsyncGenerator<ResponseStream> {
  const splitter = createFrameSplitter();
  for await (const bytes of body) yield* decodeFrames(splitter.push(bytes), reader);
  splitter.end();
}

/** The option `eventStreamSerdeProvider` of the client, which calls only InvokeAgent. Its input has no event stream. */
export const eventStreamSerdeProvider: Provider = ({ utf8Encoder, utf8Decoder }) => ({
  deserialize<T>(body: AsyncIterable<Uint8Array>, convert: Convert<T>) {
    const codec = new EventStreamCodec(utf8Encoder, utf8Decoder);
    // The type of the events is `ResponseStream`, the only one of this client's outputs.
    const unmarshal = getMessageUnmarshaller(convert as Convert<ResponseStream>, utf8Encoder);
    return decodeEvents(body, createFrameReader(codec, unmarshal)) as AsyncIterable<T>;
  },
  serialize() {
    throw new Error('InvokeAgent has no input that is an event stream.');
  },
});
