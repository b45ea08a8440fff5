import { EventStreamCodec } from '@smithy/core/event-streams';
import fc from 'fast-check';

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes as Uint8Array).toString(),
  (text) => Buffer.from(text),
);

type Headers = Parameters<EventStreamCodec['encode']>[0]['headers'];

const text = (value: string) => ({ type: 'string', value }) as const;

const frame = (headers: Headers, body: string): Uint8Array =>
  codec.encode({ headers, body: Buffer.from(body) });

const eventHeaders = (type: string): Headers => ({
  ':event-type': text(type),
  ':content-type': text('application/json'),
  ':message-type': text('event'),
});

const eventTypes = fc.constantFrom('chunk', 'trace', 'returnControl', 'files', 'unknownEvent');

/** Text with characters of one to four bytes, in pieces that can end inside a character. */
const textBytes = fc
  .tuple(fc.string({ unit: 'binary', maxLength: 12 }), fc.nat(3))
  .map(([value, cut]) => Buffer.from(value).subarray(0, Math.max(0, value.length - cut)));

const chunkBody = fc.oneof(
  {
    weight: 8,
    arbitrary: textBytes.map((bytes) => ({ bytes: bytes.toString('base64'), p: 'abc' })),
  },
  fc.constantFrom<object | null>(
    {},
    null,
    { bytes: null },
    { bytes: 'a' },
    { bytes: 'YQ=' },
    { bytes: 'Y!==' },
    { bytes: 'YR==' },
    { bytes: 7 },
    { bytes: 'YQ==', attribution: { citations: [] } },
    { bytes: 'YQ==', attribution: null },
  ),
);

const call = { traceId: 't-1', actionGroupInvocationInput: { function: 'f', parameters: [] } };

const traceBody = fc.constantFrom<unknown>(
  { trace: { orchestrationTrace: { modelInvocationInput: { text: 'a prompt' } } } },
  {
    trace: { orchestrationTrace: { rationale: { text: 'why' } } },
    eventTime: '2026-11-29T00:00:00Z',
  },
  { trace: { orchestrationTrace: { invocationInput: call } }, eventTime: '2026-11-29T00:00:00Z' },
  { trace: { orchestrationTrace: { invocationInput: null } } },
  { trace: { orchestrationTrace: { observation: { finalResponse: { text: 'end' } } } } },
  { trace: { orchestrationTrace: { observation: { type: 7, traceId: null } } } },
  { trace: { orchestrationTrace: null } },
  { trace: { failureTrace: { failureReason: 'no' } } },
  { trace: null },
  {},
);

const json = fc.oneof(chunkBody, traceBody).map((value) => JSON.stringify(value));
const body = fc.oneof(
  { weight: 20, arbitrary: json },
  fc.constantFrom('', '{', 'null', '"x"', '[]'),
);

const otherHeaders: Headers = {
  ...eventHeaders('chunk'),
  yes: { type: 'boolean', value: true },
  byte: { type: 'byte', value: 1 },
  short: { type: 'short', value: -2 },
  integer: { type: 'integer', value: 3 },
  binary: { type: 'binary', value: Buffer.from('x') },
  timestamp: { type: 'timestamp', value: new Date(0) },
  uuid: { type: 'uuid', value: '00000000-0000-4000-8000-000000000001' },
};

const exceptions = fc.constantFrom(
  'accessDeniedException',
  'throttlingException',
  'dependencyFailedException',
  'modelNotReadyException',
  'surpriseException',
);

const frames = fc.oneof(
  {
    weight: 12,
    arbitrary: chunkBody.map((value) => frame(eventHeaders('chunk'), JSON.stringify(value))),
  },
  {
    weight: 6,
    arbitrary: traceBody.map((value) => frame(eventHeaders('trace'), JSON.stringify(value))),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(eventTypes, body).map(([type, one]) => frame(eventHeaders(type), one)),
  },
  body.map((one) => frame(otherHeaders, one)),
  body.map((one) => frame({}, one)),
  body.map((one) => frame({ ':message-type': text('event') }, one)),
  body.map((one) => frame({ ...eventHeaders('chunk'), ':message-type': text('surprise') }, one)),
  exceptions.map((type) =>
    frame(
      { ':message-type': text('exception'), ':exception-type': text(type) },
      JSON.stringify({ message: 'no', resourceName: 'lambda' }),
    ),
  ),
  fc.constant(
    frame(
      { ':message-type': text('error'), ':error-code': text('Code'), ':error-message': text('no') },
      '',
    ),
  ),
);

/** What happens to the bytes on their way. Zero leaves them as they are. */
const damage = fc.oneof(
  { weight: 3, arbitrary: fc.constant((bytes: Buffer) => bytes) },
  fc.nat().map((at) => (bytes: Buffer) => bytes.subarray(0, bytes.length - (at % 40))),
  fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })).map(([at, mask]) => (bytes: Buffer) => {
    const index = at % (bytes.length || 1);
    const damaged = Buffer.from(bytes);
    // The first two bytes of a length would let the SDK's decoder allocate gigabytes.
    if ((damaged[index] ?? 0) !== 0) damaged[index] = (damaged[index] ?? 0) ^ mask;
    return damaged;
  }),
);

const cut = (bytes: Buffer, points: readonly number[]): Buffer[] => {
  const sorted = points.map((point) => point % (bytes.length + 1)).toSorted((a, b) => a - b);
  return [0, ...sorted].map((start, index) => bytes.subarray(start, sorted[index] ?? bytes.length));
};

/** The bytes of an event stream in pieces of any size, often damaged. */
export const randomStreams: fc.Arbitrary<Buffer[]> = fc
  .tuple(fc.array(frames, { maxLength: 8 }), damage, fc.array(fc.nat(2_000), { maxLength: 8 }))
  .map(([all, change, points]) => cut(change(Buffer.concat(all)), points));
