import { describe, expect, it } from '@jest/globals';
import { readServerSentEvents } from './server-sent-events.ts';

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let start = 0; start < bytes.length; start += size)
    yield bytes.subarray(start, start + size);
}

const read = (text: string, size: number) =>
  Array.fromAsync(readServerSentEvents(inPieces(text, size)));

describe('readServerSentEvents', () => {
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

  it('leaves out an event that the end of the stream cut', async () => {
    expect(await read('data: whole\n\ndata: cut', 4)).toEqual([
      { event: 'message', data: 'whole' },
    ]);
  });

  it('gives up on a line without end', async () => {
    await expect(read(`data: ${'x'.repeat(4_000_001)}`, 65_536)).rejects.toThrow('too long');
  });
});
