import { afterEach, describe, expect, it } from '@jest/globals';
import { EventStreamCodec } from '@smithy/core/event-streams';
import {
  functionArn,
  type LambdaFixture,
  lambdaFixture,
  testSession,
} from '../../../testing/lambda/lambda-fixture.ts';
import type { AwsRequest, AwsResponse } from '../../aws-endpoint/aws-request.ts';

const codec = new EventStreamCodec(
  (bytes) => (typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('utf8')),
  (text) => Buffer.from(text, 'utf8'),
);

let fixture: LambdaFixture;

const start = async (files: Record<string, string>) => {
  fixture = await lambdaFixture(
    Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, { files: { 'src/handler.js': text } }]),
    ),
  );
};

afterEach(() => fixture.stop());

const session = testSession('arn:aws:iam::111122223333:role/operator', () => 'turn-0009');

const post = (path: string, request: Partial<AwsRequest> = {}): Promise<AwsResponse> =>
  fixture.lambda.service.handle({
    method: 'POST',
    path,
    query: '',
    headers: {},
    body: new Uint8Array(),
    session,
    signal: new AbortController().signal,
    ...request,
  });

const invokePath = (name: string): string => `/2015-03-31/functions/${name}/invocations`;
const streamPath = (name: string): string =>
  `/2021-11-15/functions/${name}/response-streaming-invocations`;

const text = async ({ body }: AwsResponse): Promise<string> => {
  const chunks: Uint8Array[] = [];
  if (body instanceof Uint8Array) {
    chunks.push(body);
  } else {
    for await (const chunk of body) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const frames = async ({ body }: AwsResponse): Promise<[string, string][]> => {
  const decoded: [string, string][] = [];
  for await (const bytes of body as AsyncIterable<Uint8Array>) {
    const message = codec.decode(bytes);
    const eventType = String(message.headers[':event-type']?.value);
    decoded.push([eventType, Buffer.from(message.body).toString('utf8')]);
  }
  return decoded;
};

const echo = `exports.handler = async (event, { clientContext }) => {
  console.log('seen'); return { event, clientContext }; };`;

describe('Invoke', () => {
  it.each([
    'echo',
    encodeURIComponent(functionArn('echo')),
    '111122223333:function:echo',
    'echo:$LATEST',
  ])('finds the function by %s', async (name) => {
    await start({ echo });
    const response = await post(invokePath(name), { body: Buffer.from('{"a":1}') });
    expect(response).toMatchObject({
      status: 200,
      headers: {
        'x-amz-executed-version': '$LATEST',
        'x-amzn-requestid': expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
    expect(JSON.parse(await text(response))).toEqual({ event: { a: 1 } });
    expect(fixture.requests).toMatchObject([
      { caller: { kind: 'session', session }, resource: functionArn('echo'), hop: null },
    ]);
  });

  it('passes the client context, returns the log tail, and replaces a missing payload with {}', async () => {
    await start({ echo });
    const response = await post(invokePath('echo'), {
      headers: {
        'x-amz-client-context': Buffer.from('{"custom":{"a":"b"}}').toString('base64'),
        'x-amz-log-type': 'Tail',
      },
    });
    expect(JSON.parse(await text(response))).toEqual({
      event: {},
      clientContext: { custom: { a: 'b' } },
    });
    const tail = Buffer.from(response.headers['x-amz-log-result'] ?? '', 'base64').toString();
    expect(tail).toMatch(/^START RequestId: .*\n.*\tINFO\tseen\nEND RequestId: .*\nREPORT .*\n$/);
  });

  it('marks a function error', async () => {
    await start({ bad: 'exports.handler = async () => { throw new Error("no"); };' });
    const response = await post(invokePath('bad'));
    expect(response).toMatchObject({
      status: 200,
      headers: { 'x-amz-function-error': 'Unhandled' },
    });
    expect(JSON.parse(await text(response))).toMatchObject({ errorMessage: 'no' });
  });

  it('answers 202 to an Event and runs it, and 204 to a DryRun without running it', async () => {
    await start({ echo });
    const headers = (type: string) => ({ headers: { 'x-amz-invocation-type': type } });
    expect(await post(invokePath('echo'), headers('DryRun'))).toMatchObject({ status: 204 });
    expect(fixture.lines).toEqual([]);
    expect(await post(invokePath('echo'), headers('Event'))).toMatchObject({ status: 202 });
    await fixture.line(/^REPORT/);
    expect(fixture.lines.some((line) => line.endsWith('\tseen'))).toBe(true);
  });

  it.each<[string, string, Partial<AwsRequest>, number, string]>([
    ['an unknown function', invokePath('absent'), {}, 404, 'ResourceNotFoundException'],
    ['a version', invokePath('echo'), { query: 'Qualifier=7' }, 404, 'ResourceNotFoundException'],
    ['a bad name', invokePath('a%20b'), {}, 400, 'InvalidParameterValueException'],
    ['a bad escape', invokePath('%zz'), {}, 400, 'InvalidParameterValueException'],
    [
      'a bad payload',
      invokePath('echo'),
      { body: Buffer.from('{') },
      400,
      'InvalidRequestContentException',
    ],
    [
      'a bad client context',
      invokePath('echo'),
      { headers: { 'x-amz-client-context': 'e30' + 'x' } },
      400,
      'InvalidRequestContentException',
    ],
    [
      'a bad invocation type',
      invokePath('echo'),
      { headers: { 'x-amz-invocation-type': 'Sometimes' } },
      400,
      'InvalidParameterValueException',
    ],
    [
      'an event over 1 MiB',
      invokePath('echo'),
      { headers: { 'x-amz-invocation-type': 'Event' }, body: new Uint8Array(1024 * 1024 + 1) },
      413,
      'RequestTooLargeException',
    ],
    [
      'an asynchronous stream',
      streamPath('echo'),
      { headers: { 'x-amz-invocation-type': 'Event' } },
      400,
      'InvalidParameterValueException',
    ],
    ['another operation', '/2015-03-31/functions', {}, 404, 'UnknownOperationException'],
    ['another method', invokePath('echo'), { method: 'GET' }, 404, 'UnknownOperationException'],
  ])('refuses %s', async (...row) => {
    const [, path, request, status, code] = row;
    await start({ echo });
    const response = await post(path, request);
    expect(response).toMatchObject({ status, headers: { 'x-amzn-errortype': code } });
    const { Message, message = Message } = JSON.parse(await text(response));
    expect(message).toEqual(expect.any(String));
    expect(fixture.lines).toEqual([]);
  });

  it('refuses a caller that no policy allows, also for a DryRun', async () => {
    await start({ echo });
    fixture.denied.add('lambda:InvokeFunction');
    const headers = { 'x-amz-invocation-type': 'DryRun' };
    const response = await post(invokePath('echo'), { headers });
    expect(response).toMatchObject({
      status: 403,
      headers: { 'x-amzn-errortype': 'AccessDeniedException' },
    });
    expect(JSON.parse(await text(response)).Message).toBe(
      `User: ${session.principalArn} is not authorized to perform: lambda:InvokeFunction on resource: ${functionArn('echo')} because no identity-based policy allows the lambda:InvokeFunction action`,
    );
  });
});

describe('InvokeWithResponseStream', () => {
  it('sends each written chunk as one event, then the completion with the log tail', async () => {
    await start({
      parts: `exports.handler = awslambda.streamifyResponse(async (event, stream) => {
        for (const part of ['a', 'ß', 'c']) {
          stream.write(part);
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        stream.end();
      });`,
    });
    const response = await post(streamPath('parts'), { headers: { 'x-amz-log-type': 'Tail' } });
    expect(response.headers['content-type']).toBe('application/vnd.amazon.eventstream');
    const all = await frames(response);
    expect(all.slice(0, -1)).toEqual([
      ['PayloadChunk', 'a'],
      ['PayloadChunk', 'ß'],
      ['PayloadChunk', 'c'],
    ]);
    expect(all.at(-1)?.[0]).toBe('InvokeComplete');
    const { LogResult } = JSON.parse(all.at(-1)?.[1] ?? '');
    expect(Buffer.from(LogResult, 'base64').toString()).toMatch(
      /^START(?:.|\n)*END(?:.|\n)*REPORT/,
    );
  });

  it('sends a buffered response as one chunk', async () => {
    await start({ echo });
    expect(await frames(await post(streamPath('echo')))).toEqual([
      ['PayloadChunk', '{"event":{}}'],
      ['InvokeComplete', '{}'],
    ]);
  });

  it.each([
    ['before the first byte', '', []],
    ['after it', "stream.write('a'); await new Promise((r) => setTimeout(r, 20));", ['a']],
  ])('completes with the error of a handler that throws %s', async (_when, body, chunks) => {
    await start({
      bad: `exports.handler = awslambda.streamifyResponse(async (event, stream) => {
        ${body} throw new RangeError('too far'); });`,
    });
    const all = await frames(await post(streamPath('bad')));
    expect(all.slice(0, -1).map(([, chunk]) => chunk)).toEqual(chunks);
    const { ErrorCode, ErrorDetails } = JSON.parse(all.at(-1)?.[1] ?? '');
    expect(ErrorCode).toBe('RangeError');
    expect(JSON.parse(ErrorDetails)).toMatchObject({ errorMessage: 'too far' });
  });

  it('completes with the cause when the process ends during the stream', async () => {
    await start({
      dies: `exports.handler = awslambda.streamifyResponse(async (event, stream) => {
        stream.write('a', () => setTimeout(() => process.exit(1), 20));
        await new Promise(() => setTimeout(() => {}, 5000)); });`,
    });
    const all = await frames(await post(streamPath('dies')));
    expect(all[0]).toEqual(['PayloadChunk', 'a']);
    expect(JSON.parse(all.at(-1)?.[1] ?? '').ErrorCode).toBe('Runtime.ExitError');
  });

  it("closes the handler's stream when the reader disconnects, and keeps the environment", async () => {
    await start({
      endless: `exports.handler = awslambda.streamifyResponse(async ({ endless }, stream) => {
        if (!endless) return void stream.end(String(process.pid));
        const closed = new Promise((resolve) => stream.on('close', resolve));
        const timer = setInterval(() => stream.write('tick'), 5);
        await closed;
        clearInterval(timer);
        console.log('closed', process.pid);
      });`,
    });
    const response = await post(streamPath('endless'), { body: Buffer.from('{"endless":true}') });
    for await (const _first of response.body as AsyncIterable<Uint8Array>) break;
    await fixture.line(/^REPORT/);
    const closed = fixture.lines.find((line) => line.includes('\tclosed '));
    expect(closed).toBeDefined();
    const again = await frames(await post(streamPath('endless')));
    expect(closed?.endsWith(`closed ${again[0]?.[1]}`)).toBe(true);
  });
});
