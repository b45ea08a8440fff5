import {
  type LoggerOptions,
  loggerOptionsOf,
  loggerVariables,
} from '@hopwise/lambda-config/logger-variables';
import { type Environment, readEnvironment } from '@hopwise/lambda-config/read-environment';
import { timeLimitOf, timeLimitVariables } from '@hopwise/lambda-config/time-limits';
import { httpUrl, nonEmptyText } from '@hopwise/lambda-config/variable-schemas';
import * as z from 'zod/mini';

export type Config = {
  /** MCP endpoint of the gateway. It ends in `/mcp`. */
  readonly gatewayUrl: string;
  /** Name or ARN of the secret with the machine client's id and client secret. */
  readonly secretId: string;
  readonly tokenUrl: string;
  /** Claim `iss` of the tokens that the gateway accepts. */
  readonly issuer: string;
  readonly scopes: readonly string[];
  /** Name of the gateway target. It is the prefix of the target's tool names. */
  readonly targetName: string;
  /** Limits of a read of the secret, of its requests, and of a token request. With the factor 1, the defaults of `@hopwise/auth`. */
  readonly secretTimeoutMs: number;
  readonly secretRequestTimeoutMs: number;
  readonly tokenTimeoutMs: number;
  readonly logger: LoggerOptions;
};

/**
 * Appends `/mcp` if it is missing. Whether `GatewayUrl` has it depends on how the gateway was created.
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-using.html
 */
const toMcpEndpoint = (url: string): string => {
  const endpoint = new URL(url);
  const path = endpoint.pathname.replace(/\/+$/, '');
  endpoint.pathname = path.endsWith('/mcp') ? path : `${path}/mcp`;
  return endpoint.href;
};

const variables = z.object({
  GATEWAY_URL: httpUrl,
  SECRET_ID: nonEmptyText,
  TOKEN_URL: httpUrl,
  ISSUER: httpUrl,
  SCOPE: z.string().check(z.regex(/^[\x21\x23-\x5B\x5D-\x7E]+( [\x21\x23-\x5B\x5D-\x7E]+)*$/)),
  TARGET_NAME: z.string().check(z.regex(/^([0-9a-zA-Z]-?){1,100}$/)),
  ...timeLimitVariables,
  ...loggerVariables('bedrock-gateway-proxy'),
});

/** Throws a `ConfigError` with the code `CONFIG_INVALID`. */
export const readConfig = (environment: Environment): Config => {
  const data = readEnvironment(variables, environment);
  return {
    gatewayUrl: toMcpEndpoint(data.GATEWAY_URL),
    secretId: data.SECRET_ID,
    tokenUrl: data.TOKEN_URL,
    issuer: data.ISSUER,
    scopes: data.SCOPE.split(' '),
    targetName: data.TARGET_NAME,
    secretTimeoutMs: timeLimitOf(3_000, data),
    secretRequestTimeoutMs: timeLimitOf(1_250, data),
    tokenTimeoutMs: timeLimitOf(2_500, data),
    logger: loggerOptionsOf(data),
  };
};
