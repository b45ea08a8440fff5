import { asList, at } from '@hopwise/template/json';
import type { CreationRule } from './creation-rule.ts';

const serverKinds = ['McpServer', 'OpenApiSchema'];

/** An MCP server can need no credentials. AWS refuses a function without them. */
const kindsWithCredentials = ['Lambda'];

/**
 * Finds targets of functions without credentials, which AWS refuses to create. Also finds MCP-server and OpenAPI targets
 * that use the gateway's role but do not name the service for which the gateway signs.
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-adding-targets-authorization.html
 * https://github.com/aws/agentcore-cli/issues/1005
 */
export const targetProviderMissing: CreationRule<{
  readonly target: string;
  /** Whether the target is a function and has no credentials at all. */
  readonly isFunction?: true;
}> = ({ model }) =>
  model.ofType('AWS::BedrockAgentCore::GatewayTarget').flatMap(({ logicalId, properties }) => {
    const mcp = at(properties, 'TargetConfiguration', 'Mcp');
    const isOf = (kinds: readonly string[]) => kinds.some((kind) => at(mcp, kind) !== undefined);
    const written = properties.CredentialProviderConfigurations;
    const lacksAll = isOf(kindsWithCredentials) && asList(written).length === 0;
    const isUnsigned =
      isOf(serverKinds) &&
      asList(written).some(
        (one) =>
          at(one, 'CredentialProviderType') === 'GATEWAY_IAM_ROLE' &&
          at(one, 'CredentialProvider', 'IamCredentialProvider', 'Service') === undefined,
      );
    if (!lacksAll && !isUnsigned) return [];
    const place = {
      logicalId,
      where: `${logicalId}.CredentialProviderConfigurations`,
      hop: 7,
    } as const;
    return [{ ...place, target: logicalId, ...(lacksAll && { isFunction: true as const }) }];
  });
