import { request as httpRequest, type IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  echo,
  type Gateway,
  method,
  post,
  startGateway,
  stopGateways,
} from '../../testing/api-gateway/gateway-fixture.ts';

afterEach(stopGateways);

/** A streaming handler. `body` can use `event`, `stream` and `sleep`. */
const streaming = (body: string): string =>
  `awslambda.streamifyResponse(async (event, raw) => {
    const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    const open = (prelude) => awslambda.HttpResponseStream.from(raw, prelude);
    ${body}
  })`;

describe('a buffered response', () => {
  it('has status, headers, repeated headers and a decoded body', async () => {
    const gateway = await startGateway(`async () => ({ statusCode: '201', isBase64Encoded: true,
      headers: { 'Content-Type': 'text/plain', 'X-Number': 7, 'WWW-Authenticate': 'Basic' },
      multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
      body: Buffer.from('grüß').toString('base64') })`);
    const response = await post(gateway, '/dev/chat');
    expect(response.status).toBe(201);
    expect(response.headers.get('content-type')).toBe('text/plain');
    expect(response.headers.get('x-number')).toBe('7');
    expect(response.headers.get('x-amzn-remapped-www-authenticate')).toBe('Basic');
    expect(response.headers.get('www-authenticate')).toBeNull();
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.get('x-amzn-trace-id')).toMatch(/^Root=1-/);
    expect(await response.text()).toBe('grüß');
  });

  it.each([
    ['a function error', 'async () => { throw new Error("no"); }'],
    ['null', 'async () => null'],
    ['no status', 'async () => ({ body: "x" })'],
    ['a body that is not a string', 'async () => ({ statusCode: 200, body: { a: 1 } })'],
    ['an unknown member', 'async () => ({ statusCode: 200, status: 1 })'],
    ['a header that cannot be sent', 'async () => ({ statusCode: 200, headers: { a: "x\\ny" } })'],
    ['an invalid status', 'async () => ({ statusCode: 42 })'],
  ])('that is %s becomes 502', async (_what, handler) => {
    const gateway = await startGateway(handler);
    const response = await post(gateway, '/dev/chat');
    expect(response.status).toBe(502);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://ui.example');
    expect(await response.json()).toEqual({ message: 'Internal server error' });
  });

  it('that takes too long becomes 504 while the function continues', async () => {
    const gateway = await startGateway(
      "async () => { await new Promise((r) => setTimeout(r, 400)); console.log('done'); }",
      [method({ timeoutMs: 200 })],
    );
    const response = await post(gateway, '/dev/chat');
    expect(response.status).toBe(504);
    expect(await response.json()).toEqual({ message: 'Endpoint request timed out' });
    await gateway.lambda.line(/\tdone$/);
  });

  it.each([
    ['declared', { 'Content-Length': String(10 * 1024 * 1024 + 1) }],
    ['not declared', { 'Transfer-Encoding': 'chunked' }],
  ])('is 413 for a request over 10 MB whose length is %s', async (_how, headers) => {
    const gateway = await startGateway(echo);
    const status = await new Promise((resolve, reject) => {
      const request = httpRequest(`${gateway.origin}/dev/chat`, { method: 'POST', headers });
      request.on('response', (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on('error', reject);
      request.end(Buffer.alloc(10 * 1024 * 1024 + 1, 'x'));
    });
    expect(status).toBe(413);
    expect(gateway.lambda.requests).toEqual([]);
  });

  it("is 413 if the request exceeds Lambda's limit", async () => {
    const gateway = await startGateway(echo);
    const response = await post(gateway, '/dev/chat', { body: 'x'.repeat(6 * 1024 * 1024) });
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ message: 'Request Too Long' });
  });
});

describe('a streamed response', () => {
  const stream = [method({ transferMode: 'STREAM' })];

  const open = (gateway: Gateway): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const request = httpRequest(`${gateway.origin}/dev/chat`, { method: 'POST' }, resolve);
      request.on('error', reject);
      request.end();
    });

  it('sends status and headers with the prelude, and bytes as they arrive', async () => {
    const gateway = await startGateway(
      streaming(`const out = open({ statusCode: 202, headers: { 'Content-Type': 'text/event-stream' }, cookies: ['a=1'] });
        out.write('one ');
        await sleep(100);
        out.write('twö');
        out.end();`),
      stream,
    );
    const response = await open(gateway);
    expect(response.statusCode).toBe(202);
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'set-cookie': ['a=1'],
    });
    const chunks: string[] = [];
    for await (const chunk of response) chunks.push(String(chunk));
    expect(chunks).toEqual(['one ', 'twö']);
  });

  it('accepts a prelude in pieces, with the body in the last piece', async () => {
    const gateway = await startGateway(
      streaming(`raw.write('{"statusCode":');
        await sleep(20);
        raw.write('201}\\0\\0\\0');
        await sleep(20);
        raw.write('\\0\\0\\0\\0\\0body');
        raw.end();`),
      stream,
    );
    const response = await post(gateway, '/dev/chat');
    expect([response.status, await response.text()]).toEqual([201, 'body']);
  });

  it.each([
    ['throws before it writes', "throw new Error('no');"],
    ['has no delimiter', "raw.write('{}'); raw.end();"],
    ['ends without a write, which sends no prelude', 'open({ statusCode: 200 }).end("x");'],
    ['has a prelude that is not JSON', "raw.write('{' + '\\0'.repeat(8)); raw.end();"],
    [
      'has an unknown member in its prelude',
      'const o = open({ status: 1 }); o.write(""); o.write("x"); o.end();',
    ],
    [
      'has a prelude over 16 KB',
      'const o = open({ headers: { a: "x".repeat(16384) } }); o.write("x"); o.end();',
    ],
  ])('that %s becomes 502', async (_what, body) => {
    const gateway = await startGateway(streaming(body), stream);
    const response = await post(gateway, '/dev/chat');
    expect(response.status).toBe(502);
    expect(await response.json()).toEqual({ message: 'Internal server error' });
  });

  it('that does not start in time becomes 504', async () => {
    const gateway = await startGateway(streaming("await sleep(1000); raw.write('x'); raw.end();"), [
      method({ transferMode: 'STREAM', timeoutMs: 200 }),
    ]);
    expect((await post(gateway, '/dev/chat')).status).toBe(504);
  });

  it.each([
    ['fails', "await sleep(50); throw new Error('no');", 29_000],
    ['lasts longer than the timeout', 'await sleep(10_000); out.end();', 1500],
  ])('that %s after its start is cut off', async (...row) => {
    const [, rest, timeoutMs] = row;
    const gateway = await startGateway(
      streaming(`const out = open({ statusCode: 200 }); out.write('one'); ${rest}`),
      [method({ transferMode: 'STREAM', timeoutMs })],
    );
    const response = await open(gateway);
    expect(response.statusCode).toBe(200);
    const read = async () => {
      for await (const _chunk of response);
    };
    await expect(read()).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it.each([
    ['during the response', "out.write('one');"],
    ['before the response', ''],
  ])("closes the handler's stream when the client disconnects %s", async (_when, first) => {
    const gateway = await startGateway(
      streaming(`const out = open({ statusCode: 200 });
        const closed = new Promise((resolve) => out.on('close', resolve));
        ${first}
        console.log('begun');
        const timer = setInterval(() => out.write('tick'), 10);
        ${first === '' ? 'clearInterval(timer); await sleep(100); out.write("late");' : ''}
        await closed;
        clearInterval(timer);
        console.log('closed');`),
      stream,
    );
    const request = httpRequest(`${gateway.origin}/dev/chat`, { method: 'POST' });
    request.on('error', () => undefined);
    request.end();
    await gateway.lambda.line(/\tbegun$/);
    if (first !== '') await new Promise((resolve) => request.once('response', resolve));
    request.destroy();
    await gateway.lambda.line(/\tclosed$/);
    await gateway.lambda.line(/^REPORT/);
  });

  it('of a function with a buffered response is malformed', async () => {
    const gateway = await startGateway(echo, stream);
    expect((await post(gateway, '/dev/chat')).status).toBe(502);
  });
});
