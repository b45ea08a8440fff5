import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';
import { GuardDutyClient, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NodeHttp2Handler } from '@smithy/node-http-handler';
import {
  type EndpointFixture,
  startEndpoint,
} from '../../testing/aws-endpoint/endpoint-fixture.ts';
import {
  type Sending,
  sendSigned,
  signedRequest,
} from '../../testing/aws-endpoint/signed-request.ts';
import type { AwsRequest, AwsResponse } from './aws-request.ts';

let fixture: EndpointFixture;
let handle: (request: AwsRequest) => Promise<AwsResponse>;

const text = (body: string): AwsResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(body),
});

const send = (sending: Sending = {}) => sendSigned(fixture, sending);

const signedInit = () => signedRequest(fixture);

describe('the AWS endpoint', () => {
  beforeEach(async () => {
    handle = async () => text('{"detectorIds":["d"]}');
    fixture = await startEndpoint({
      services: () => [{ signingName: 'guardduty', handle: (request) => handle(request) }],
    });
  });

  afterEach(() => fixture.server.close());

  it('passes a verified request to the service that it is signed for', async () => {
    const seen: AwsRequest[] = [];
    handle = async (request) => {
      seen.push(request);
      return text(`${request.body.byteLength}`);
    };
    const response = await send({ path: '/detector/a%3Ab?x=1&y=%2F', body: '{"maxResults":1}' });
    expect(await response.text()).toBe('16');
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(seen[0]).toMatchObject({
      method: 'POST',
      path: '/detector/a%3Ab',
      query: 'x=1&y=%2F',
      session: fixture.session,
    });
    expect(seen[0]?.headers.host).toBe(new URL(fixture.server.origin).host);
  });

  it('serves AWS SDK clients over HTTP/1.1 and HTTP/2 on the same port', async () => {
    for (const requestHandler of [undefined, new NodeHttp2Handler()]) {
      const client = new GuardDutyClient({
        ...fixture.client,
        ...(requestHandler && { requestHandler }),
      });
      await expect(client.send(new ListDetectorsCommand({}))).resolves.toMatchObject({
        DetectorIds: ['d'],
      });
      client.destroy();
    }
  });

  it('uses the authority as the host over HTTP/2, and refuses a different host', async () => {
    const { headers } = signedInit();
    const session = connectHttp2(fixture.server.origin);
    const ask = async (authority: string): Promise<number> => {
      const { Host: _host, ...others } = headers;
      const request = session.request({
        ':path': '/detector',
        ':authority': authority,
        ...others,
      });
      const [response] = await once(request, 'response');
      request.resume();
      return response[':status'];
    };
    expect(await ask(new URL(fixture.server.origin).host)).toBe(200);
    // A name of the server, but not the one that was signed.
    expect(await ask(`localhost:${fixture.server.port}`)).toBe(403);
    expect(await ask('elsewhere')).toBe(421);
    session.destroy();
  });

  it('serves requests at the same time', async () => {
    let release: () => void = () => undefined;
    const both = new Promise<void>((resolve) => {
      release = resolve;
    });
    let waiting = 0;
    handle = async () => {
      waiting += 1;
      if (waiting === 2) release();
      await both;
      return text('{}');
    };
    const [first, second] = await Promise.all([send(), send()]);
    expect([first.status, second.status]).toEqual([200, 200]);
  });

  it('streams a body as it is produced', async () => {
    let next: () => void = () => undefined;
    handle = async () => ({
      status: 200,
      headers: {},
      body: (async function* () {
        yield Buffer.from('first');
        await new Promise<void>((resolve) => {
          next = resolve;
        });
        yield Buffer.from('second');
      })(),
    });
    const response = await send();
    const reader = response.body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('first');
    next();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('second');
    expect((await reader?.read())?.done).toBe(true);
  });

  it('produces a streamed body no faster than the client reads it', async () => {
    const chunk = Buffer.alloc(1024 * 1024);
    let made = 0;
    handle = async () => ({
      status: 200,
      headers: {},
      body: (async function* () {
        for (; made < 64; made += 1) yield chunk;
      })(),
    });
    const response = await send();
    const reader = response.body?.getReader();
    await reader?.read();
    expect(made).toBeLessThan(64);
    let size = 0;
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      size += read.value.byteLength;
    }
    expect(made).toBe(64);
    expect(size).toBeGreaterThan(63 * chunk.byteLength);
  });

  it('aborts a response whose body fails, so that it does not look complete', async () => {
    handle = async () => ({
      status: 200,
      headers: {},
      body: (async function* () {
        yield Buffer.from('begun');
        throw new Error('The source failed.');
      })(),
    });
    await expect(send().then((response) => response.text())).rejects.toThrow();
    const session = connectHttp2(fixture.server.origin);
    const { Host, ...headers } = signedInit().headers;
    const request = session.request({
      ':path': '/detector',
      ':authority': Host ?? '',
      ...headers,
    });
    await expect(request.toArray()).rejects.toThrow();
    session.destroy();
    const failure = expect.objectContaining({ message: 'The source failed.' });
    expect(fixture.faults).toEqual([failure, failure]);
  });

  it('aborts the signal and ends the body when the client disconnects', async () => {
    let ended: () => void = () => undefined;
    const bodyEnded = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const signals: AbortSignal[] = [];
    handle = async ({ signal }) => {
      signals.push(signal);
      return {
        status: 200,
        headers: {},
        body: (async function* () {
          try {
            yield Buffer.from('begun');
            if (!signal.aborted) await once(signal, 'abort');
            yield Buffer.from('late');
          } finally {
            ended();
          }
        })(),
      };
    };
    const leaving = new AbortController();
    const response = await fetch(`${fixture.server.origin}/detector`, {
      ...signedInit(),
      signal: leaving.signal,
    });
    leaving.abort();
    await bodyEnded;
    expect(response.status).toBe(200);
    expect(signals[0]?.aborted).toBe(true);
  });

  it('names an unsupported service', async () => {
    const response = await send({ service: 's3', path: '/bucket' });
    expect(response.status).toBe(404);
    expect(await response.text()).toMatch(
      /^<Error><Code>UnknownOperationException<\/Code><Message>The local stack does not support s3; it supports guardduty\. The local stack serves the page itself, [^<]+<\/Message>/,
    );
  });

  it.each([
    ['s3', 'Change AWS::S3::Bucket or AWS::S3::BucketPolicy in the template instead.'],
    ['cloudfront', 'Change AWS::CloudFront::Distribution in the template instead.'],
    ['monitoring', 'The functions write their metrics to their logs: use FilterLogEvents of logs.'],
    ['dynamodb', 'The local stack does not support dynamodb; it supports guardduty.'],
  ])('says what does the same as the unsupported service %s', async (service, instead) => {
    expect(await (await send({ service, path: '/any' })).text()).toContain(instead);
  });

  it('hides an internal error of a service and reports it', async () => {
    const fault = new Error('internal');
    handle = async () => {
      throw fault;
    };
    const response = await send();
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      message: 'The local stack failed to handle the request.',
    });
    expect(fixture.faults).toEqual([fault]);
  });

  it.each([
    [7 * 1024 * 1024, 200],
    [7 * 1024 * 1024 + 1, 413],
  ])('answers a body of %d bytes with %d', async (size, status) => {
    const response = await send({ body: 'x'.repeat(size) });
    expect(response.status).toBe(status);
  });

  it('answers bytes that are not HTTP with an error, and continues to work', async () => {
    for (const bytes of ['nonsense\r\n\r\n', 'PUT\r\n\r\n', 'GET / HTTP/1.1\r\nbad\r\n\r\n']) {
      const socket = connect(fixture.server.port, '127.0.0.1');
      socket.end(bytes);
      const chunks = await socket.toArray();
      expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 400 .*"message"/s);
    }
    expect((await send()).status).toBe(200);
  });

  it('survives a broken HTTP/2 preface and a silent client', async () => {
    const broken = connect(fixture.server.port, '127.0.0.1');
    broken.end('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nnot frames at all');
    await broken.toArray().catch(() => undefined);
    const silent = connect(fixture.server.port, '127.0.0.1');
    await once(silent, 'connect');
    silent.end();
    await once(silent.resume(), 'close');
    expect((await send()).status).toBe(200);
  });

  it('reads a preface that arrives byte by byte', async () => {
    const socket = connect({ port: fixture.server.port, host: '127.0.0.1', noDelay: true });
    for (const byte of 'PO') {
      await new Promise((resolve) => socket.write(byte, resolve));
    }
    socket.end(
      'ST / HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 0\r\nconnection: close\r\n\r\n',
    );
    expect(Buffer.concat(await socket.toArray()).toString()).toMatch(/^HTTP\/1\.1 403 /);
  });
});
