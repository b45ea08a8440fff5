import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { HopRefusal } from '@hopwise/contracts/hop-refusal';
import type { HopReport } from '@hopwise/contracts/hop-report';
import type { Context } from 'aws-lambda';
import type { ActionGroupResponse } from '../src/action-group/format-response.ts';
import type { createHandler } from '../src/create-handler.ts';

export type EventKind = 'function' | 'openapi';

const eventFiles: Readonly<Record<EventKind, string>> = {
  function: 'list-findings.json',
  openapi: 'list-findings-openapi.json',
};

/** Reads the sample event of a kind. */
export const sampleEvent = async (kind: EventKind): Promise<Record<string, unknown>> => {
  const url = new URL(`../events/${eventFiles[kind]}`, import.meta.url);
  return JSON.parse(await readFile(url, 'utf8')) as Record<string, unknown>;
};

type HandlerContext = Parameters<ReturnType<typeof createHandler>>[1];

const lambdaContext = {
  callbackWaitsForEmptyEventLoop: true,
  functionName: 'bedrock-gateway-proxy',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:bedrock-gateway-proxy',
  memoryLimitInMB: '256',
  logGroupName: '/aws/lambda/bedrock-gateway-proxy',
  logStreamName: 'stream',
  done: () => {},
  fail: () => {},
  succeed: () => {},
};

/** A Lambda context with this remaining time. The handler's middlewares add the rest of its type. */
export const contextWith = (remainingMs: number): HandlerContext => {
  const context: Context = {
    ...lambdaContext,
    awsRequestId: randomUUID(),
    getRemainingTimeInMillis: () => remainingMs,
  };
  return context as HandlerContext;
};

/** Metrics for tests that ignore them. */
export const noMetrics = { hasStoredMetrics: () => false, publishStoredMetrics: () => {} };

/** An answer without its envelope. */
export type Answered = {
  /** The response state or the HTTP status, depending on the kind of the event. */
  readonly state: string | number;
  readonly body: {
    readonly ok: boolean;
    readonly error?: { readonly code: string; readonly message: string };
    readonly hopwiseRefusal?: HopRefusal['hopwiseRefusal'];
    readonly hops: readonly HopReport[];
    readonly [key: string]: unknown;
  };
};

export const readAnswer = ({ response }: ActionGroupResponse): Answered =>
  'functionResponse' in response
    ? {
        state: response.functionResponse.responseState ?? 'SUCCESS',
        body: JSON.parse(response.functionResponse.responseBody.TEXT.body),
      }
    : {
        state: response.httpStatusCode,
        body: JSON.parse(response.responseBody['application/json'].body),
      };
