import type { ToolResult } from '@hopwise/contracts/tool-result';
import type { Context } from 'aws-lambda';
import { createServiceReaders } from '../clients.ts';
import { createHandler } from '../create-handler.ts';
import type { FakeAws } from './fake-aws.ts';

type LogEntry = Readonly<Record<string, unknown>>;

export type ToolCaller = {
  readonly log: readonly LogEntry[];
  call(tool: string, toolArguments?: unknown): Promise<ToolResult>;
};

/** The handler with real SDK clients that talk to the fake; the environment must hold credentials. */
export const createToolCaller = (aws: FakeAws, serviceTimeoutMs = 5_000): ToolCaller => {
  const log: LogEntry[] = [];
  process.env.AWS_ENDPOINT_URL = aws.endpoint;
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  const record = (message: string, attributes: LogEntry) =>
    void log.push({ message, ...attributes });
  const handler = createHandler({
    region: 'us-east-1',
    serviceTimeoutMs,
    readers: createServiceReaders('us-east-1'),
    logger: { info: record, warn: record },
  });
  return {
    log,
    call: (tool, toolArguments = {}) => handler(toolArguments, contextOf(tool)),
  };
};

/** The context in which the gateway calls its target. */
export const contextOf = (tool: string): Context =>
  ({
    clientContext: { custom: { bedrockAgentCoreToolName: `security___${tool}` } },
  }) as unknown as Context;
