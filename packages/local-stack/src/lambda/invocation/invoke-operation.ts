import { randomUUID } from 'node:crypto';
import type { AwsResponse } from '../../aws-endpoint/aws-request.ts';
import type { RunningFunction } from '../environment/running-function.ts';
import type { AuthorizedFunctions } from './authorized-functions.ts';
import { collectAnswer } from './collect-answer.ts';
import type { InvokeParameters } from './invoke-request.ts';

const empty = new Uint8Array();

/**
 * Checks that the caller is allowed to invoke the function, and returns how to run it. Throws
 * `LambdaInvokeError`.
 */
export const authorizedRun = (
  parameters: InvokeParameters,
  functions: AuthorizedFunctions,
): (() => Promise<RunningFunction>) => {
  const { functionArn, session, payload, clientContext } = parameters;
  const hop = null;
  const runner = functions.get({ functionArn, caller: { kind: 'session', session }, hop });
  return () => runner.run({ payload, clientContext, turn: session.currentTurn(), hop });
};

const accepted = (status: number, version: string): AwsResponse => ({
  status,
  headers: { 'x-amzn-requestid': randomUUID(), 'x-amz-executed-version': version },
  body: empty,
});

/** Runs an asynchronous invocation without waiting for its result. Failures are not retried. */
const runInBackground = (run: () => Promise<RunningFunction>): void => {
  run()
    .then(async (running) => collectAnswer(running))
    .catch(() => undefined);
};

/** `Invoke`. Throws `LambdaInvokeError`. */
export const invoke = async (
  parameters: InvokeParameters,
  functions: AuthorizedFunctions,
): Promise<AwsResponse> => {
  const run = authorizedRun(parameters, functions);
  const version = functions.versionOf(parameters.functionArn);
  if (parameters.invocationType === 'DryRun') return accepted(204, version);
  if (parameters.invocationType === 'Event') {
    runInBackground(run);
    return accepted(202, version);
  }
  const running = await run();
  const { payload, functionError } = await collectAnswer(running);
  return {
    status: 200,
    headers: {
      'content-type': 'application/json',
      'x-amzn-requestid': running.requestId,
      'x-amz-executed-version': version,
      ...(functionError && { 'x-amz-function-error': functionError }),
      ...(parameters.tail && { 'x-amz-log-result': running.logTail().toString('base64') }),
    },
    body: payload,
  };
};
