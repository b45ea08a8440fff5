import { describe, expect, it } from '@jest/globals';
import { maxEventLength, readEventStream } from './event-stream-reader.ts';

const streamOf = (...chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });

const inPieces = (text: string, size: number): readonly Uint8Array[] => {
  const bytes = new TextEncoder().encode(text);
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
};

const read = (text: string, size: number) =>
  Array.fromAsync(readEventStream(streamOf(...inPieces(text, size))));

describe('readEventStream', () => {
  const stream =
    ': ping\n\nevent: text\ndata: {"delta":"grün ✓"}\n\ndata:one\r\ndata: two\r\n\r\nid: 1\n\nevent:done\rdata\r\r';
  const events = [
    { event: 'text', data: '{"delta":"grün ✓"}' },
    { event: 'message', data: 'one\ntwo' },
    { event: 'done', data: '' },
  ];

  it.each([1, 2, 3, 7, 4096])('reads the same events from pieces of %d bytes', async (size) => {
    expect(await read(`${stream}\n`, size)).toEqual(events);
  });

  it('skips an event that the end of the stream cuts off', async () => {
    expect(await read('data: whole\n\ndata: cut', 4)).toEqual([
      { event: 'message', data: 'whole' },
    ]);
  });

  it('yields an event as soon as it is complete', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const reading = readEventStream(readable).next();
    await writer.write(new TextEncoder().encode('data: first\n\ndata: sec'));
    expect(await reading).toEqual({ done: false, value: { event: 'message', data: 'first' } });
    await writer.close();
  });

  it('cancels the stream when the caller stops reading', async () => {
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('data: more\n\n')),
      cancel: () => {
        cancelled = true;
      },
    });
    for await (const event of readEventStream(endless)) {
      expect(event.data).toBe('more');
      break;
    }
    expect(cancelled).toBe(true);
  });

  describe('limit', () => {
    const longest = 'x'.repeat(maxEventLength);

    it('accepts an event of the maximum length', async () => {
      const [event] = await read(`data: ${longest}\n\n`, 10_000_000);
      expect(event?.data).toHaveLength(maxEventLength);
    });

    it.each([
      ['a line without an end', `data: ${longest}x`, 65_536],
      ['many lines without the end of their event', 'data: x\n'.repeat(2_000_001), 65_536],
      ['a complete event in one piece', `data: ${longest}x\n\n`, 10_000_000],
    ])('refuses %s', async (_name, text, size) => {
      await expect(read(text, size)).rejects.toThrow('too long');
    });

    it('yields the events before the one that is too long', async () => {
      const reading = readEventStream(streamOf(...inPieces(`data: a\n\ndata: ${longest}x`, 1e7)));
      expect((await reading.next()).value).toEqual({ event: 'message', data: 'a' });
      await expect(reading.next()).rejects.toThrow('too long');
    });
  });
});
