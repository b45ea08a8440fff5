import {
  BedrockAgentRuntimeClient,
  InvokeAgentCommand,
  type ResponseStream,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventStreamSerdeProvider as sdkProvider } from '@smithy/core/event-streams';
import { fromUtf8, toUtf8 } from '@smithy/core/serde';
import fc from 'fast-check';
import { plainAnswer } from '../../../testing/agent-answers.ts';
import { chunkFrame, eventFrame } from '../../../testing/bedrock-server.ts';
import { randomStreams } from '../../../testing/random-streams.ts';
import { eventStreamSerdeProvider } from './event-stream-marshaller.ts';

type Marshaller = ReturnType<typeof eventStreamSerdeProvider>;
type Convert = Parameters<Marshaller['deserialize']>[1];

const options = { utf8Encoder: toUtf8, utf8Decoder: fromUtf8 };
const ours = eventStreamSerdeProvider(options);
const theirs = sdkProvider(options);

async function* inPieces(pieces: readonly Uint8Array[]) {
  for (const piece of pieces) yield piece;
}

/** The function of the SDK that converts a frame to an event. */
const convertOfSdk = async (): Promise<Convert> => {
  const { promise, resolve } = Promise.withResolvers<Convert>();
  const client = new BedrockAgentRuntimeClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'example' },
    requestHandler: {
      handle: async () => ({
        response: { statusCode: 200, headers: {}, body: inPieces(plainAnswer()) },
      }),
    },
    eventStreamSerdeProvider: () => ({
      ...theirs,
      deserialize(body, convert) {
        resolve(convert as Convert);
        return theirs.deserialize(body, convert);
      },
    }),
  });
  await client.send(
    new InvokeAgentCommand({ agentId: 'AGENT12345', agentAliasId: 'ALIAS12345', sessionId: 's-1' }),
  );
  return promise;
};

let convert: Convert;
beforeAll(async () => {
  convert = await convertOfSdk();
});

type Read = { readonly events: readonly unknown[]; readonly error: unknown };

const describeError = (error: unknown) =>
  error instanceof Error
    ? { ...error, name: error.name, message: error.message, type: error.constructor.name }
    : { error };

/** Joins neighbouring texts, and leaves out traces that nobody reads. */
const relevant = (events: readonly ResponseStream[]): unknown[] => {
  const joined: unknown[] = [];
  let texts: Uint8Array[] = [];
  const flush = () => {
    if (texts.length > 0) joined.push(Buffer.concat(texts).toString('hex'));
    texts = [];
  };
  for (const event of events) {
    const { bytes, attribution } = event.chunk ?? {};
    if (ArrayBuffer.isView(bytes) && attribution === undefined) {
      texts.push(bytes);
      continue;
    }
    flush();
    const { invocationInput, observation } = event.trace?.trace?.orchestrationTrace ?? {};
    const hasCall = invocationInput !== undefined || observation !== undefined;
    joined.push(event.trace === undefined || hasCall ? event : 'a trace without a call');
  }
  flush();
  return joined;
};

const readAll = async (marshaller: Marshaller, pieces: readonly Uint8Array[]): Promise<Read> => {
  const events: ResponseStream[] = [];
  try {
    const stream = marshaller.deserialize(inPieces(pieces), convert);
    for await (const event of stream) events.push(event as ResponseStream);
    return { events: relevant(events), error: undefined };
  } catch (error) {
    return { events: relevant(events), error: describeError(error) };
  }
};

/** The bytes after the last complete frame. */
const restOf = (pieces: readonly Uint8Array[]): number => {
  let rest = Buffer.concat(pieces);
  while (rest.length >= 4 && rest.readUInt32BE() <= rest.length) {
    rest = rest.subarray(Math.max(4, rest.readUInt32BE()));
  }
  return rest.length;
};

const truncated = { name: 'Error', type: 'Error', message: 'Truncated event message received.' };

describe('the decoder of event streams', () => {
  it('reads 10,000 random streams as the SDK does, or is stricter where it must be', async () => {
    await fc.assert(
      fc.asyncProperty(randomStreams, async (pieces) => {
        const expected = await readAll(theirs, pieces);
        const actual = await readAll(ours, pieces);

        expect(actual.events).toEqual(expected.events);
        const rest = restOf(pieces);
        // The SDK ends such a stream without an error.
        const isStricter = expected.error === undefined && rest > 0 && rest < 4;
        expect(actual.error).toEqual(isStricter ? truncated : expected.error);
      }),
      { numRuns: 10_000, seed: 16 },
    );
  });

  it('never reads a truncated stream as a complete one', async () => {
    const bytes = Buffer.concat(plainAnswer('answer'));
    const first = plainAnswer('answer')[0]?.length ?? 0;
    for (let length = 1; length < bytes.length; length += 1) {
      const { error } = await readAll(ours, [bytes.subarray(0, length)]);

      expect(error === undefined).toBe(length === first);
    }
  });

  it('refuses a stream with one wrong bit, at any place', async () => {
    const bytes = Buffer.concat([chunkFrame('one'), chunkFrame('two')]);
    for (let bit = 0; bit < 8 * bytes.length; bit += 1) {
      const damaged = Buffer.from(bytes);
      damaged.writeUInt8((bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7)), bit >> 3);

      expect((await readAll(ours, [damaged])).error).toBeDefined();
    }
  });

  it('keeps no memory for a frame that only claims to be long', async () => {
    const claim = Buffer.from([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);

    expect((await readAll(ours, [claim])).error).toMatchObject({ name: 'Error' });
  });

  it('joins the texts that arrive together, and no others', async () => {
    const events: ResponseStream[] = [];
    const pieces = [
      Buffer.concat([chunkFrame('a'), chunkFrame('b'), chunkFrame('c')]),
      Buffer.concat([chunkFrame('d'), eventFrame('trace', { trace: {} }), chunkFrame('e')]),
    ];
    for await (const event of ours.deserialize(inPieces(pieces), convert)) {
      events.push(event as ResponseStream);
    }

    const read = events.map(({ chunk }) => chunk && Buffer.from(chunk.bytes ?? []).toString());
    expect(read).toEqual(['a', 'bc', 'd', undefined, 'e']);
  });

  it('reads a frame of 16 MB in pieces of 64 kB', async () => {
    const text = 'x'.repeat(12 * 1024 * 1024);
    const bytes = Buffer.concat([chunkFrame('a'), chunkFrame(text)]);
    const pieces = Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, index) =>
      bytes.subarray(index * 65_536, (index + 1) * 65_536),
    );

    const { events } = await readAll(ours, pieces);
    expect(events).toHaveLength(1);
    expect(String(events[0]).length).toBe(2 * (1 + text.length));
  });

  it('has no encoder', () => {
    expect(() =>
      ours.serialize(inPieces([]), () => ({ headers: {}, body: Buffer.alloc(0) })),
    ).toThrow('InvokeAgent has no input that is an event stream.');
  });
});
