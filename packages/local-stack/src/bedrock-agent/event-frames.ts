import { EventStreamCodec } from '@smithy/core/event-streams';
import { fromUtf8, toUtf8 } from '@smithy/core/serde';
import { type AgentRuntimeError, exceptionBody } from './agent-runtime-error.ts';

const codec = new EventStreamCodec(toUtf8, fromUtf8);

const frame = (headers: Readonly<Record<string, string>>, payload: unknown): Uint8Array =>
  codec.encode({
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, { type: 'string', value }]),
    ),
    body: Buffer.from(JSON.stringify(payload)),
  });

const event = (type: string, payload: unknown): Uint8Array =>
  frame(
    { ':message-type': 'event', ':event-type': type, ':content-type': 'application/json' },
    payload,
  );

/** A chunk of the answer, with its bytes as base64 in the JSON payload. */
export const chunkFrame = (bytes: Uint8Array): Uint8Array =>
  event('chunk', { bytes: Buffer.from(bytes).toString('base64') });

export const traceFrame = (tracePart: unknown): Uint8Array => event('trace', tracePart);

/** Ends the stream with an exception. Its type is the member name, which starts in lower case. */
export const exceptionFrame = (error: AgentRuntimeError): Uint8Array =>
  frame(
    {
      ':message-type': 'exception',
      ':exception-type': `${error.code.charAt(0).toLowerCase()}${error.code.slice(1)}`,
      ':content-type': 'application/json',
    },
    exceptionBody(error),
  );
