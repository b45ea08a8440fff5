import { EventStreamCodec } from '@smithy/core/event-streams';
import type { AwsResponse } from '../../aws-endpoint/aws-request.ts';
import type { RunningFunction } from '../environment/running-function.ts';
import { FunctionFailedError } from '../function/function-failed-error.ts';
import type { AuthorizedFunctions } from './authorized-functions.ts';
import { authorizedRun } from './invoke-operation.ts';
import { type InvokeParameters, LambdaRequestError } from './invoke-request.ts';
import { answerBody } from './invoker.ts';

const codec = new EventStreamCodec(
  (bytes) => (typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('utf8')),
  (text) => Buffer.from(text, 'utf8'),
);

const frame = (eventType: string, contentType: string, body: Uint8Array): Uint8Array => {
  const text = (value: string) => ({ type: 'string', value }) as const;
  return codec.encode({
    headers: {
      ':message-type': text('event'),
      ':event-type': text(eventType),
      ':content-type': text(contentType),
    },
    body,
  });
};

const completion = async (
  running: RunningFunction,
  error: FunctionFailedError | undefined,
  tail: boolean,
): Promise<Uint8Array> => {
  await running.ended;
  const event = {
    ...(error && {
      ErrorCode: error.errorType,
      ErrorDetails: Buffer.from(error.payload).toString('utf8'),
    }),
    ...(tail && { LogResult: running.logTail().toString('base64') }),
  };
  return frame('InvokeComplete', 'application/json', Buffer.from(JSON.stringify(event)));
};

async function* frames(running: RunningFunction, tail: boolean): AsyncGenerator<Uint8Array> {
  let failure: FunctionFailedError | undefined;
  try {
    for await (const chunk of answerBody(await running.answer)) {
      yield frame('PayloadChunk', 'application/octet-stream', chunk);
    }
  } catch (error) {
    if (!(error instanceof FunctionFailedError)) throw error;
    failure = error;
  }
  yield completion(running, failure, tail);
}

/**
 * `InvokeWithResponseStream`: answers with an event stream of payload chunks. Throws `LambdaInvokeError`.
 */
export const invokeWithResponseStream = async (
  parameters: InvokeParameters,
  functions: AuthorizedFunctions,
): Promise<AwsResponse> => {
  if (parameters.invocationType === 'Event') {
    throw new LambdaRequestError(
      'InvalidParameterValueException',
      'InvokeWithResponseStream accepts only the invocation types RequestResponse and DryRun.',
    );
  }
  const run = authorizedRun(parameters, functions);
  const headers = { 'x-amz-executed-version': functions.versionOf(parameters.functionArn) };
  if (parameters.invocationType === 'DryRun') {
    return { status: 204, headers, body: new Uint8Array() };
  }
  const running = await run();
  return {
    status: 200,
    headers: {
      ...headers,
      'content-type': 'application/vnd.amazon.eventstream',
      'x-amzn-requestid': running.requestId,
    },
    body: frames(running, parameters.tail),
  };
};
