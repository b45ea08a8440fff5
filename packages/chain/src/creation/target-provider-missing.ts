import { asList, asObject, at, isIntrinsic } from '@hopwise/template/json';
import type { CreationRule } from './creation-rule.ts';

const serverKinds = ['McpServer', 'OpenApiSchema'];

/** An MCP server can need no credentials. AWS refuses a function without the gateway's role. */
const kindsWithCredentials = ['Lambda'];

/** The property of `CredentialProvider` that a type requires. */
const providers: Readonly<Record<string, string>> = {
  API_KEY: 'ApiKeyCredentialProvider',
  OAUTH: 'OauthCredentialProvider',
};

/**
 * Finds targets that AWS refuses to create: functions without credentials or with an API key, and targets with a type of
 * credentials but no provider. Also finds MCP-server and OpenAPI targets that use the gateway's role but do not name the
 * service for which the gateway signs.
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-adding-targets-authorization.html
 * https://github.com/aws/agentcore-cli/issues/1005
 */
export const targetProviderMissing: CreationRule<{
  readonly target: string;
  /** Whether the target is a function without the gateway's role as its credentials. */
  readonly isFunction?: true;
  /** The property that the type of credentials requires. */
  readonly provider?: string;
}> = ({ model }) =>
  model.ofType('AWS::BedrockAgentCore::GatewayTarget').flatMap(({ logicalId, properties }) => {
    const mcp = at(properties, 'TargetConfiguration', 'Mcp');
    const isOf = (kinds: readonly string[]) => kinds.some((kind) => at(mcp, kind) !== undefined);
    const written = properties.CredentialProviderConfigurations;
    const types = asList(written).map((one) => at(one, 'CredentialProviderType'));
    const lacksRole = isOf(kindsWithCredentials) && types.every((type) => type === 'API_KEY');
    const provider = isOf(kindsWithCredentials)
      ? undefined
      : asList(written).flatMap(missingProviders)[0];
    const isUnsigned =
      isOf(serverKinds) &&
      asList(written).some(
        (one) =>
          at(one, 'CredentialProviderType') === 'GATEWAY_IAM_ROLE' &&
          at(one, 'CredentialProvider', 'IamCredentialProvider', 'Service') === undefined,
      );
    if (!lacksRole && !isUnsigned && provider === undefined) return [];
    const place = {
      logicalId,
      where: `${logicalId}.CredentialProviderConfigurations`,
      hop: 7,
    } as const;
    return [
      {
        ...place,
        target: logicalId,
        ...(lacksRole && { isFunction: true as const }),
        ...(provider !== undefined && { provider }),
      },
    ];
  });

const missingProviders = (written: unknown): readonly string[] => {
  const { CredentialProviderType: type, CredentialProvider: given } = asObject(written);
  const provider = typeof type === 'string' ? providers[type] : undefined;
  return provider === undefined || isIntrinsic(given) || at(given, provider) !== undefined
    ? []
    : [provider];
};
