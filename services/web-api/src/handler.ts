import { Logger } from '@aws-lambda-powertools/logger';
import { systemClock } from '@hopwise/auth/clock';
import { createBedrockAgent, createBedrockClient } from './agent/bedrock-agent.ts';
import { setSystemAlarm } from './alarm.ts';
import { readConfig } from './config.ts';
import { createHandler } from './create-handler.ts';

const config = readConfig(process.env);
const client = createBedrockClient({ ...config, clock: systemClock, setAlarm: setSystemAlarm });

/** Entry of the Lambda function. Only the Lambda runtime provides the global `awslambda`. */
export const handler = awslambda.streamifyResponse(
  createHandler({
    agent: createBedrockAgent({ ...config, client }),
    isPublic: config.isPublic,
    allowedOrigin: config.allowedOrigin,
    openResponse: (stream, prelude) => awslambda.HttpResponseStream.from(stream, prelude),
    clock: systemClock,
    setAlarm: setSystemAlarm,
    log: new Logger(config.logger),
  }),
);
