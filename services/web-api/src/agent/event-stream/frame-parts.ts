import { crc32 } from 'node:zlib';

/** Lengths of the frame and of its headers, and the checksum of both. */
const preludeBytes = 12;
const checksumBytes = 4;

export type FrameParts = {
  /** The bytes of the headers, as text with one character for each byte. */
  readonly headers: string;
  readonly body: Buffer;
};

/**
 * Splits a frame into headers and body if its lengths and checksums are right. Otherwise `undefined`.
 * https://docs.aws.amazon.com/transcribe/latest/dg/streaming-setting-up.html#streaming-event-stream
 */
export const frameParts = (bytes: Uint8Array): FrameParts | undefined => {
  const frame = Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bodyEnd = frame.length - checksumBytes;
  if (bodyEnd < preludeBytes || frame.readUInt32BE(0) !== frame.length) return undefined;
  const bodyStart = preludeBytes + frame.readUInt32BE(4);
  if (bodyStart > bodyEnd) return undefined;
  const preludeChecksum = crc32(frame.subarray(0, preludeBytes - checksumBytes));
  if (frame.readUInt32BE(preludeBytes - checksumBytes) !== preludeChecksum) return undefined;
  const checksum = crc32(frame.subarray(preludeBytes - checksumBytes, bodyEnd), preludeChecksum);
  if (frame.readUInt32BE(bodyEnd) !== checksum) return undefined;
  return {
    headers: frame.toString('latin1', preludeBytes, bodyStart),
    body: frame.subarray(bodyStart, bodyEnd),
  };
};
