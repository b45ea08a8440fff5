import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { localStreaming } from './local-streaming.ts';

describe('localStreaming', () => {
  it('writes the prelude on one line, then the body as it arrives', async () => {
    const output = new PassThrough();
    const awslambda = localStreaming(output);
    const handler = awslambda.streamifyResponse(async (event, stream) => {
      const response = awslambda.HttpResponseStream.from(stream, { statusCode: 200 });
      response.write(`got ${JSON.stringify(event)}`);
      response.end(' and more');
    });
    await handler({ a: 1 }, {});
    output.end();
    expect((await output.toArray()).join('')).toBe('{"statusCode":200}\ngot {"a":1} and more\n');
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
