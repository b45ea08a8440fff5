import type { StackEnvironment } from '@hopwise/contracts/stack-state';
import type { Account } from './account.ts';
import type { CognitoUser } from './cognito/pool/cognito-user.ts';
import type { DeployedStack } from './deployment/assemble-stack.ts';
import type { ServedStack } from './serve-stack.ts';

type Source = {
  readonly account: Account;
  readonly stack: DeployedStack;
  readonly served: Pick<ServedStack, 'operator' | 'awsOrigin' | 'cognito'>;
  readonly apiOrigin: string;
  /** Who can sign in, where the user pool has a client for people. */
  readonly user: CognitoUser | undefined;
};

/**
 * Names and values with which the AWS CLI, an SDK or curl reach the stack. The client secret, the newest that
 * there is, and the seeded user's password are among them: they are of this stack alone and new at each start.
 */
export const stackEnvironmentOf = (source: Source): StackEnvironment => ({
  AWS_ENDPOINT_URL: source.served.awsOrigin,
  AWS_REGION: source.account.region,
  AWS_DEFAULT_REGION: source.account.region,
  AWS_ACCESS_KEY_ID: source.served.operator.accessKeyId,
  AWS_SECRET_ACCESS_KEY: source.served.operator.secretAccessKey,
  AWS_SESSION_TOKEN: source.served.operator.sessionToken,
  ...resourceVariables(source),
  ...Object.fromEntries(
    source.stack.functions.map(({ logicalId, name }) => [functionVariable(logicalId), name]),
  ),
});

const resourceVariables = ({ stack, served, apiOrigin, user }: Source): StackEnvironment => {
  const [api] = stack.restApis;
  const [agent] = stack.agents;
  const [gateway] = stack.gateways;
  const [secret] = stack.secrets;
  const [pool] = stack.userPools;
  const client = pool?.clients.find(({ allowedFlows }) =>
    allowedFlows.includes('client_credentials'),
  );
  const people = pool?.clients.some(({ allowedFlows }) => allowedFlows.includes('code')) ?? false;
  return defined({
    API_URL: api && `${apiOrigin}/${api.stageName}`,
    AGENT_ID: agent?.agentId,
    AGENT_ALIAS_ID: agent?.aliases[0]?.aliasId,
    GATEWAY_URL: gateway?.url,
    SECRET_ID: secret?.arn,
    USER_POOL_ID: pool?.id,
    TOKEN_URL: pool && `${pool.domainOrigin}/oauth2/token`,
    CLIENT_ID: client?.clientId,
    CLIENT_SECRET: client && served.cognito.listClientSecrets(client.clientId).at(-1)?.value,
    SIGN_IN_USERNAME: people ? user?.username : undefined,
    SIGN_IN_PASSWORD: people ? user?.password : undefined,
  });
};

const defined = (values: Readonly<Record<string, string | undefined>>): StackEnvironment =>
  Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

/** `BedrockGatewayProxyLambdaFunction` → `BEDROCK_GATEWAY_PROXY_FUNCTION`. */
const functionVariable = (logicalId: string): string =>
  logicalId
    .replace(/LambdaFunction$/, 'Function')
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
    .toUpperCase();
