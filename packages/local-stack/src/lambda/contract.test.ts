import {
  InvokeCommand,
  InvokeWithResponseStreamCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type EndpointFixture,
  startEndpoint,
} from '../../testing/aws-endpoint/endpoint-fixture.ts';
import { cjs, startLambda, stopLambdas } from '../../testing/lambda/lambda-fixture.ts';

let endpoint: EndpointFixture;
let client: LambdaClient;
let denied: Set<string>;

beforeEach(async () => {
  const fixture = await startLambda({
    echo: cjs('async (event, { clientContext }) => ({ event, clientContext })'),
    throws: cjs("async () => { throw new RangeError('too far'); }"),
    one: { ...cjs('() => new Promise((done) => setTimeout(done, 300))'), reservedConcurrency: 1 },
    parts: cjs(`awslambda.streamifyResponse(async (event, stream) => {
      stream.write('one ');
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (event.fail) throw new RangeError('too far');
      stream.end('two');
    })`),
  });
  denied = fixture.denied;
  endpoint = await startEndpoint({ services: () => [fixture.lambda.service] });
  client = new LambdaClient(endpoint.client);
});

afterEach(async () => {
  client.destroy();
  await endpoint.server.close();
  await stopLambdas();
});

const stream = async (payload: string) => {
  const command = new InvokeWithResponseStreamCommand({
    FunctionName: 'parts',
    Payload: Buffer.from(payload),
  });
  const { EventStream } = await client.send(command);
  const chunks: string[] = [];
  for await (const event of EventStream ?? []) {
    if (event.PayloadChunk) chunks.push(Buffer.from(event.PayloadChunk.Payload ?? []).toString());
    if (event.InvokeComplete) return { chunks, complete: event.InvokeComplete };
  }
  throw new Error('The stream ended without InvokeComplete.');
};

describe('Lambda through the AWS SDK client', () => {
  it('invokes with a client context and reads the log tail', async () => {
    const answer = await client.send(
      new InvokeCommand({
        FunctionName: 'echo',
        Payload: Buffer.from('{"a":1}'),
        ClientContext: Buffer.from('{"custom":{"b":2}}').toString('base64'),
        LogType: 'Tail',
      }),
    );
    expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
    expect(JSON.parse(answer.Payload?.transformToString() ?? '')).toEqual({
      event: { a: 1 },
      clientContext: { custom: { b: 2 } },
    });
    expect(Buffer.from(answer.LogResult ?? '', 'base64').toString()).toMatch(/^START RequestId/);
  });

  it('reads a streamed response to its completion', async () => {
    expect(await stream('{}')).toMatchObject({ chunks: ['one ', 'two'], complete: {} });
    expect(await stream('{"fail":true}')).toMatchObject({
      chunks: ['one '],
      complete: { ErrorCode: 'RangeError', ErrorDetails: expect.stringContaining('too far') },
    });
  });

  it('reads the error of a function that failed', async () => {
    const answer = await client.send(new InvokeCommand({ FunctionName: 'throws' }));
    expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(JSON.parse(answer.Payload?.transformToString() ?? '')).toMatchObject({
      errorType: 'RangeError',
      errorMessage: 'too far',
      trace: expect.any(Array),
    });
  });

  it.each([
    ['Event', 202],
    ['DryRun', 204],
  ] as const)('gets the status code for %s', async (InvocationType, StatusCode) => {
    const command = new InvokeCommand({ FunctionName: 'echo', InvocationType });
    expect(await client.send(command)).toMatchObject({ StatusCode });
  });

  it('gets a throttling error at the reserved concurrency', async () => {
    const impatient = new LambdaClient({ ...endpoint.client, maxAttempts: 1 });
    const command = () => impatient.send(new InvokeCommand({ FunctionName: 'one' }));
    const outcomes = await Promise.allSettled([command(), command()]);
    impatient.destroy();
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: {
        name: 'TooManyRequestsException',
        message: 'Rate Exceeded.',
        Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
        Type: 'User',
        $metadata: { httpStatusCode: 429 },
      },
    });
  });

  it.each([
    ['RequestTooLargeException', 413, { Payload: new Uint8Array(6 * 1024 * 1024 + 1) }],
    [
      'RequestTooLargeException',
      413,
      { Payload: new Uint8Array(1024 * 1024 + 1), InvocationType: 'Event' as const },
    ],
    ['InvalidRequestContentException', 400, { Payload: Buffer.from('{') }],
    ['InvalidParameterValueException', 400, { FunctionName: 'a b' }],
    ['ResourceNotFoundException', 404, { Qualifier: '7' }],
  ])('throws %s (%i)', async (name, httpStatusCode, input) => {
    const command = new InvokeCommand({ FunctionName: 'echo', ...input });
    await expect(client.send(command)).rejects.toMatchObject({
      name,
      message: expect.stringMatching(/./),
      $metadata: { httpStatusCode },
    });
  });

  it('throws the exception of a refusal', async () => {
    await expect(client.send(new InvokeCommand({ FunctionName: 'absent' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    denied.add('lambda:InvokeFunction');
    await expect(client.send(new InvokeCommand({ FunctionName: 'echo' }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 403 },
    });
    await expect(stream('{}')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});
