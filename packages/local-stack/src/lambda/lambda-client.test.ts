import {
  InvokeCommand,
  InvokeWithResponseStreamCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type EndpointFixture, startEndpoint } from '../aws-endpoint/testing/endpoint-fixture.ts';
import { cjs, startLambda, stopLambdas } from './testing/lambda-fixture.ts';

let endpoint: EndpointFixture;
let client: LambdaClient;
let denied: Set<string>;

beforeEach(async () => {
  const fixture = await startLambda({
    echo: cjs('async (event, { clientContext }) => ({ event, clientContext })'),
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

describe('the AWS SDK client', () => {
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

  it('throws the exception that a refusal means', async () => {
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
