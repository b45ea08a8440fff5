import { Logger } from '@aws-lambda-powertools/logger';
import { createBedrockAgent, createBedrockClient } from './agent/bedrock-agent.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { createWebApi } from './web-api.ts';

const config = readConfig(process.env);

/** Entry of the Lambda function; `awslambda` is a global of the Lambda runtime alone. */
export const handler = awslambda.streamifyResponse(
  createWebApi({
    agent: createBedrockAgent({ ...config, client: createBedrockClient(config.region) }),
    allowedOrigin: config.allowedOrigin,
    openResponse: (stream, prelude) => awslambda.HttpResponseStream.from(stream, prelude),
    clock: systemClock,
    log: new Logger({ serviceName: config.serviceName, logLevel: config.logLevel }),
  }),
);
