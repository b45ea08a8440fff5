/** The largest payload of an event stream has 16 MB. A longer frame would only fill the memory. */
const maxFrameBytes = 24 * 1024 * 1024;

const lengthBytes = 4;

export type FrameSplitter = {
  /** The frames that these bytes complete. A frame with an impossible length has four bytes, which no decoder accepts. */
  push(bytes: Uint8Array): Iterable<Uint8Array>;
  /** Throws if the stream ends inside a frame. */
  end(): void;
};

const readLength = (head: Uint8Array): number | undefined => {
  if (head.length < lengthBytes) return undefined;
  const length = new DataView(head.buffer, head.byteOffset, lengthBytes).getUint32(0);
  return length > maxFrameBytes ? lengthBytes : Math.max(length, lengthBytes);
};

/** Splits the bytes of an event stream into frames, which each start with their length. Checks no checksum. */
export const createFrameSplitter = (): FrameSplitter => {
  let parts: Uint8Array[] = [];
  let heldBytes = 0;
  let frameBytes: number | undefined;

  const take = (last: Uint8Array): Uint8Array => {
    const frame = heldBytes === 0 ? last : Buffer.concat([...parts, last]);
    parts = [];
    heldBytes = 0;
    frameBytes = undefined;
    return frame;
  };

  return {
    *push(bytes) {
      let rest = bytes;
      while (rest.length > 0) {
        frameBytes ??= readLength(
          heldBytes === 0 ? rest : Buffer.concat([...parts, rest.subarray(0, lengthBytes)]),
        );
        const missing = (frameBytes ?? Number.POSITIVE_INFINITY) - heldBytes;
        if (missing > rest.length) {
          parts.push(rest);
          heldBytes += rest.length;
          return;
        }
        const frame = take(rest.subarray(0, missing));
        rest = rest.subarray(missing);
        yield frame;
      }
    },
    end() {
      if (heldBytes > 0) throw new Error('Truncated event message received.');
    },
  };
};
