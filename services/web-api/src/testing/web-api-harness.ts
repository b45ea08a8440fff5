import type { APIGatewayProxyEvent } from 'aws-lambda';
import { createBedrockAgent, createBedrockClient } from '../agent/bedrock-agent.ts';
import type { LogFields } from '../request-log.ts';
import { createWebApi } from '../web-api.ts';
import { type AgentCall, startBedrockServer } from './bedrock-server.ts';
import { createFakeClock } from './fake-clock.ts';
import { type ClientSide, createClientSide, openResponse } from './lambda-edge.ts';

export type LogLine = LogFields & { readonly level: string; readonly message: string };

/** What the SDK reads from the environment of a Lambda function. */
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

/** The web API with everything real but the Lambda runtime, time and Bedrock. */
export const startWebApiHarness = async (remainingMs = 120_000) => {
  const bedrock = await startBedrockServer();
  setAwsEnvironment(bedrock.origin);
  const clock = createFakeClock();
  const lines: LogLine[] = [];
  const logAt = (level: string) => (message: string, fields: LogFields) => {
    lines.push({ level, message, ...fields });
  };
  const client = createBedrockClient('us-east-1');
  const webApi = createWebApi({
    agent: createBedrockAgent({ client, agentId: 'AGENT12345', agentAliasId: 'ALIAS12345' }),
    allowedOrigin: 'https://ui.example.com',
    openResponse,
    clock,
    log: { info: logAt('info'), warn: logAt('warn'), error: logAt('error') },
  });
  const context = { awsRequestId: 'lambda-request-1', getRemainingTimeInMillis: () => remainingMs };
  return {
    bedrock,
    clock,
    lines,
    /** Starts a request and leaves it running. */
    start(event: APIGatewayProxyEvent, side: ClientSide = createClientSide()) {
      return { side, done: webApi(event, side.stream, context) };
    },
    /** One request, whose agent call the test answers. */
    async ask(event: APIGatewayProxyEvent, answer: (call: AgentCall) => void) {
      const side = createClientSide();
      const done = webApi(event, side.stream, context);
      answer(await bedrock.nextCall());
      await done;
      return side;
    },
    /** One request that must not reach the agent. */
    async refuse(event: APIGatewayProxyEvent) {
      const side = createClientSide();
      await webApi(event, side.stream, context);
      return { ...side.prelude(), body: JSON.parse(side.body()) };
    },
    async close() {
      client.destroy();
      await bedrock.close();
    },
  };
};

export type WebApiHarness = Awaited<ReturnType<typeof startWebApiHarness>>;
