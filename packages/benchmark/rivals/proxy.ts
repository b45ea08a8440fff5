/** The proxy as samples write it: Middy, the SDK, a token request and an MCP client for each call. */
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import middy from '@middy/core';
import secretsManager from '@middy/secrets-manager';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { z } from 'zod';

const settings = z
  .object({
    GATEWAY_URL: z.url(),
    SECRET_ID: z.string().min(1),
    TOKEN_URL: z.url(),
    SCOPE: z.string(),
    TARGET_NAME: z.string(),
  })
  .parse(process.env);
const event = z.object({
  actionGroup: z.string(),
  function: z.string(),
  parameters: z.array(z.object({ name: z.string(), type: z.string(), value: z.string() })),
});
const secret = z.object({ clientId: z.string(), clientSecret: z.string() });
const logger = new Logger({ serviceName: 'proxy' });

const requestToken = async ({
  clientId,
  clientSecret,
}: z.infer<typeof secret>): Promise<string> => {
  const response = await fetch(settings.TOKEN_URL, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: settings.SCOPE }),
  });
  return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
};

export const handler = middy()
  .use(injectLambdaContext(logger))
  .use(
    secretsManager({
      AwsClient: SecretsManagerClient,
      fetchData: { credentials: settings.SECRET_ID },
      setToContext: true,
    }),
  )
  .handler(async (given: unknown, context: object) => {
    const call = event.parse(given);
    const token = await requestToken(secret.parse(Reflect.get(context, 'credentials')));
    const client = new Client({ name: 'proxy', version: '1.0.0' });
    const headers = { authorization: `Bearer ${token}` };
    const transport = new StreamableHTTPClientTransport(new URL(settings.GATEWAY_URL), {
      requestInit: { headers },
    });
    await client.connect(Object(transport));
    const result = await client.callTool({
      name: `${settings.TARGET_NAME}___${call.function}`,
      arguments: Object.fromEntries(call.parameters.map(({ name, value }) => [name, value])),
    });
    await client.close();
    logger.info('tool called', { tool: call.function });
    return {
      messageVersion: '1.0',
      response: {
        actionGroup: call.actionGroup,
        function: call.function,
        functionResponse: { responseBody: { TEXT: { body: JSON.stringify(result) } } },
      },
    };
  });
