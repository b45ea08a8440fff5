import type { APIGatewayProxyEvent } from 'aws-lambda';
import { createBedrockAgent, createBedrockClient } from '../src/agent/bedrock-agent.ts';
import { createHandler } from '../src/create-handler.ts';
import type { LogFields } from '../src/request-log.ts';
import { type AgentCall, startBedrockServer } from './bedrock-server.ts';
import { createFakeClock } from './fake-clock.ts';
import { type ClientSide, createClientSide, openResponse } from './lambda-edge.ts';

export type LogLine = LogFields & { readonly level: string; readonly message: string };

/** Sets the environment variables that the SDK reads in a Lambda function. */
export const setAwsEnvironment = (endpoint: string): void => {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_SESSION_TOKEN: 'example-token',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  });
};

type TestWebApiOptions = {
  readonly remainingMs?: number;
  readonly isPublic?: boolean;
  /** The server behind the agent's endpoint. Default: the fake Bedrock of the result. */
  readonly agentOrigin?: string;
};

/** Starts web-api. Only the Lambda runtime, the time and Bedrock are fakes. */
export const startTestWebApi = async ({
  remainingMs = 120_000,
  isPublic = true,
  agentOrigin,
}: TestWebApiOptions = {}) => {
  const bedrock = await startBedrockServer();
  setAwsEnvironment(agentOrigin ?? bedrock.origin);
  const clock = createFakeClock();
  const lines: LogLine[] = [];
  const logAt = (level: string) => (message: string, fields: LogFields) => {
    lines.push({ level, message, ...fields });
  };
  const client = createBedrockClient({
    region: 'us-east-1',
    connectionTimeoutMs: 3_000,
    clock,
    setAlarm: clock.setAlarm,
  });
  const handler = createHandler({
    agent: createBedrockAgent({ client, agentId: 'AGENT12345', agentAliasId: 'ALIAS12345' }),
    isPublic,
    allowedOrigin: 'https://ui.example.com',
    openResponse,
    clock,
    setAlarm: clock.setAlarm,
    log: { info: logAt('info'), warn: logAt('warn'), error: logAt('error') },
  });
  const context = { awsRequestId: 'lambda-request-1', getRemainingTimeInMillis: () => remainingMs };
  return {
    bedrock,
    clock,
    lines,
    /** Starts a request and does not wait for its end. */
    start(event: APIGatewayProxyEvent, side: ClientSide = createClientSide()) {
      return { side, done: handler(event, side.stream, context) };
    },
    /** Sends one request. The test answers the call to the agent. */
    async ask(event: APIGatewayProxyEvent, answer: (call: AgentCall) => void) {
      const side = createClientSide();
      const done = handler(event, side.stream, context);
      answer(await bedrock.nextCall());
      await done;
      return side;
    },
    /** Sends one request that does not reach the agent. */
    async refuse(event: unknown) {
      const side = createClientSide();
      await handler(event, side.stream, context);
      return { ...side.prelude(), body: JSON.parse(side.body()) };
    },
    async close() {
      client.destroy();
      await bedrock.close();
    },
  };
};

export type TestWebApi = Awaited<ReturnType<typeof startTestWebApi>>;
