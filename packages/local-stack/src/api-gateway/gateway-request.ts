import type { IncomingMessage } from 'node:http';
import type { Account } from '../account.ts';
import type { DeployedRestApi } from './deployed-rest-api.ts';
import type { MatchedMethod } from './find-method.ts';

/** A request to a deployed method, with what API Gateway adds to it. */
export type GatewayRequest = MatchedMethod & {
  readonly api: DeployedRestApi;
  readonly account: Account;
  readonly httpMethod: string;
  /** Path without the stage. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Name and value pairs as received. */
  readonly headers: readonly (readonly [string, string])[];
  readonly authorization: string | undefined;
  readonly sourceIp: string;
  readonly receivedAtMs: number;
  readonly requestId: string;
  readonly traceHeader: string;
  /** Extended request id, which is the correlation id of the turn. */
  readonly turn: string;
};

/** The name and value pairs of a request's headers, in their original order and case. */
export const headerPairs = ({ rawHeaders }: IncomingMessage): [string, string][] =>
  rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as [string, string]] : [],
  );

/** ARN of the called method, for decisions and `aws:SourceArn`. */
export const executeApiArn = ({ api, account, httpMethod, path }: GatewayRequest): string =>
  `arn:${account.partition}:execute-api:${account.region}:${account.accountId}:${api.id}/${api.stageName}/${httpMethod}${path}`;
