import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { localStreaming } from './local-streaming.ts';

const noFailure = () => {
  throw new Error('The response is not a failure.');
};

/** The output of a handler that writes one response, and whether it counts as a failure. */
const respond = async (statusCode: number, contentType: string, body: string) => {
  const output = new PassThrough();
  let failures = 0;
  const awslambda = localStreaming(output, () => {
    failures += 1;
  });
  const handler = awslambda.streamifyResponse(async (_event, stream) => {
    const headers = { 'content-type': contentType };
    awslambda.HttpResponseStream.from(stream, { statusCode, headers }).end(body);
  });
  await handler({}, {});
  output.end();
  return { written: (await output.toArray()).join(''), failures };
};

describe('localStreaming', () => {
  it('writes the status on one line, then the body as it arrives', async () => {
    const output = new PassThrough();
    const awslambda = localStreaming(output, noFailure);
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
    const awslambda = localStreaming(output, noFailure);
    const headers = { 'content-type': 'text/event-stream; charset=utf-8' };
    const done = '{"type":"done","sessionId":"a.1","correlationId":"turn-1"}';
    const bytes = Buffer.from(`data: {"type":"text","delta":"zwölf"}\n\ndata: ${done}\n\n`);
    const handler = awslambda.streamifyResponse(async (_event, stream) => {
      const response = awslambda.HttpResponseStream.from(stream, { statusCode: 200, headers });
      for (const byte of bytes) response.write(Buffer.of(byte));
      response.end();
    });
    await handler({}, {});
    output.end();
    expect((await output.toArray()).join('')).toBe('HTTP 200\nzwölf\nsession a.1\n\n');
  });

  it('shows characters that would act on a terminal', async () => {
    const { written } = await respond(200, 'text/plain', 'a\u001b]52;c;cm0K\u0007\u202eb');
    expect(written).toBe('HTTP 200\na\\u001b]52;c;cm0K\\u0007\\u202eb\n');
  });

  it('waits for a reader that is slower than the handler', async () => {
    const output = new PassThrough({ highWaterMark: 1 });
    const read = output.toArray();
    const handler = localStreaming(output, noFailure).streamifyResponse(async (_event, stream) => {
      for (let part = 0; part < 100; part += 1) stream.write(`${part},`);
      stream.end();
    });
    await handler({}, {});
    output.end();
    expect((await read).join('').split(',')).toHaveLength(101);
  });

  it('rejects with the error that the handler throws', async () => {
    const handler = localStreaming(new PassThrough(), noFailure).streamifyResponse(async () => {
      throw new Error('no');
    });
    await expect(handler({}, {})).rejects.toThrow('no');
  });

  it('reports a refusal, and writes its cure', async () => {
    const refusal = { code: 'AGENT_ROLE_DENIED', message: 'No.', correlationId: 'turn-1' };
    const { written, failures } = await respond(403, 'application/json', JSON.stringify(refusal));
    expect(failures).toBe(1);
    expect(written).toMatch(/^HTTP 403\n\{"code":.+\}\nWhat to do: Check the trust policy .+\.\n$/);
  });

  it('reports a status of 400 or more with any body', async () => {
    expect(await respond(502, 'text/plain', 'no')).toEqual({
      written: 'HTTP 502\nno\n',
      failures: 1,
    });
    expect((await respond(200, 'application/json', '{}')).failures).toBe(0);
  });

  it('reports an event stream that ends with an error or without its end', async () => {
    const error = {
      type: 'error',
      code: 'GATEWAY_UNAUTHORIZED',
      message: 'No.',
      hop: 6,
      correlationId: 'turn-1',
    };
    const streamOf = (event: object) => `data: ${JSON.stringify(event)}\n\n`;
    const type = 'text/event-stream';
    expect((await respond(200, type, streamOf(error))).failures).toBe(1);
    expect((await respond(200, type, streamOf({ type: 'text', delta: 'a' }))).failures).toBe(1);
    const done = { type: 'done', sessionId: 'a.1', correlationId: 'turn-1' };
    expect((await respond(200, type, streamOf(done))).failures).toBe(0);
  });
});
