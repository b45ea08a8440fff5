import * as z from 'zod/mini';
import { ProxyError } from './errors.ts';

export type ProxyConfig = {
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

const httpUrl = z.url({ protocol: /^https?$/ });

const environment = z.object({
  GATEWAY_URL: httpUrl,
  SECRET_ID: z.string().check(z.minLength(1)),
  TOKEN_URL: httpUrl,
  ISSUER: httpUrl,
  SCOPE: z.string().check(z.regex(/^[\x21\x23-\x5B\x5D-\x7E]+( [\x21\x23-\x5B\x5D-\x7E]+)*$/)),
  TARGET_NAME: z.string().check(z.regex(/^([0-9a-zA-Z]-?){1,100}$/)),
});

/** Throws `CONFIG_INVALID`, naming the variables, never their values. */
export const readConfig = (
  variables: Readonly<Record<string, string | undefined>>,
): ProxyConfig => {
  const parsed = z.safeParse(environment, variables);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))];
    throw new ProxyError(
      'CONFIG_INVALID',
      `These environment variables are missing or malformed: ${names.join(', ')}.`,
    );
  }
  const { GATEWAY_URL, SECRET_ID, TOKEN_URL, ISSUER, SCOPE, TARGET_NAME } = parsed.data;
  return {
    gatewayUrl: toMcpEndpoint(GATEWAY_URL),
    secretId: SECRET_ID,
    tokenUrl: TOKEN_URL,
    issuer: ISSUER,
    scopes: SCOPE.split(' '),
    targetName: TARGET_NAME,
  };
};
