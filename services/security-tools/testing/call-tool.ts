import type { ToolResult } from '@hopwise/contracts/tool-result';
import type { Context } from 'aws-lambda';
import { createHandler } from '../src/create-handler.ts';
import { createServiceReaders } from '../src/create-service-readers.ts';
import type { FakeAws } from './fake-aws.ts';

type LogEntry = Readonly<Record<string, unknown>>;

export type ToolCaller = {
  readonly log: readonly LogEntry[];
  call(tool: string, toolArguments?: unknown): Promise<ToolResult>;
};

export type ToolCallerOptions = {
  readonly timeLimit?: (timeoutMs: number) => AbortSignal;
  readonly now?: () => number;
};

/** Creates the handler with real SDK clients that call the fake. Sets the environment variables. */
export const createToolCaller = (
  aws: FakeAws,
  { timeLimit, now = Date.now }: ToolCallerOptions = {},
): ToolCaller => {
  const log: LogEntry[] = [];
  process.env.AWS_ENDPOINT_URL = aws.endpoint;
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  const record = (message: string, attributes: LogEntry) =>
    void log.push({ message, ...attributes });
  const handler = createHandler({
    region: 'us-east-1',
    serviceTimeoutMs: 5_000,
    ...(timeLimit && { timeLimit }),
    now,
    readers: createServiceReaders({
      region: 'us-east-1',
      connectionTimeoutMs: 2_000,
      requestTimeoutMs: 5_000,
    }),
    log: { info: record, warn: record },
  });
  return {
    log,
    call: (tool, toolArguments = {}) => handler(toolArguments, contextOf(tool)),
  };
};

/** The context of a call by the gateway. */
export const contextOf = (tool: string): Context =>
  ({
    clientContext: { custom: { bedrockAgentCoreToolName: `security___${tool}` } },
  }) as unknown as Context;
