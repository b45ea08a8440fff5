import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { localStreaming } from './local-streaming.ts';

describe('localStreaming', () => {
  it('writes the status on one line, then the body as it arrives', async () => {
    const output = new PassThrough();
    const awslambda = localStreaming(output);
    const handler = awslambda.streamifyResponse(async (event, stream) => {
      const response = awslambda.HttpResponseStream.from(stream, { statusCode: 200 });
      response.write(`got ${JSON.stringify(event)}`);
      response.end(' and more');
    });
    await handler({ a: 1 }, {});
    output.end();
    expect((await output.toArray()).join('')).toBe('HTTP 200\ngot {"a":1} and more\n');
  });

  it('makes an event stream readable, also when a character is cut in two', async () => {
    const output = new PassThrough();
    const awslambda = localStreaming(output);
    const headers = { 'content-type': 'text/event-stream; charset=utf-8' };
    const bytes = Buffer.from('data: {"type":"text","delta":"zwölf"}\n\n');
    const handler = awslambda.streamifyResponse(async (_event, stream) => {
      const response = awslambda.HttpResponseStream.from(stream, { statusCode: 200, headers });
      for (const byte of bytes) response.write(Buffer.of(byte));
      response.end();
    });
    await handler({}, {});
    output.end();
    expect((await output.toArray()).join('')).toBe('HTTP 200\nzwölf\n');
  });

  it('waits for a reader that is slower than the handler', async () => {
    const output = new PassThrough({ highWaterMark: 1 });
    const read = output.toArray();
    const handler = localStreaming(output).streamifyResponse(async (_event, stream) => {
      for (let part = 0; part < 100; part += 1) stream.write(`${part},`);
      stream.end();
    });
    await handler({}, {});
    output.end();
    expect((await read).join('').split(',')).toHaveLength(101);
  });

  it('rejects with the error that the handler throws', async () => {
    const handler = localStreaming(new PassThrough()).streamifyResponse(async () => {
      throw new Error('no');
    });
    await expect(handler({}, {})).rejects.toThrow('no');
  });
});
