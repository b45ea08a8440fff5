import { type Environment, readEnvironment } from '@hopwise/lambda-config/read-environment';
import { httpUrl, nonEmptyText } from '@hopwise/lambda-config/variable-schemas';
import * as z from 'zod/mini';

export type Config = {
  /** MCP endpoint of the gateway; ends in `/mcp`. */
  readonly gatewayUrl: string;
  /** Name or ARN of the secret that holds the machine client's id and secret. */
  readonly secretId: string;
  readonly tokenUrl: string;
  /** `iss` of the tokens that the gateway accepts. */
  readonly issuer: string;
  readonly scopes: readonly string[];
  /** Name of the gateway target; the gateway prefixes its tools with it. */
  readonly targetName: string;
};

/**
 * `GatewayUrl` ends in `/mcp` or is the bare host, depending on how the gateway was created.
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
});

/** Throws a `ConfigError` with the code `CONFIG_INVALID`. */
export const readConfig = (environment: Environment): Config => {
  const { GATEWAY_URL, SECRET_ID, TOKEN_URL, ISSUER, SCOPE, TARGET_NAME } = readEnvironment(
    variables,
    environment,
  );
  return {
    gatewayUrl: toMcpEndpoint(GATEWAY_URL),
    secretId: SECRET_ID,
    tokenUrl: TOKEN_URL,
    issuer: ISSUER,
    scopes: SCOPE.split(' '),
    targetName: TARGET_NAME,
  };
};
