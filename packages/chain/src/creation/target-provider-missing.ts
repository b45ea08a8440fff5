import { asList, at } from '@hopwise/template/json';
import type { CreationRule } from './creation-rule.ts';

/**
 * Finds MCP-server and OpenAPI targets that use the gateway's role but do not name the service for which the gateway signs.
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-adding-targets-authorization.html
 */
export const targetProviderMissing: CreationRule<{ readonly target: string }> = ({ model }) =>
  model.ofType('AWS::BedrockAgentCore::GatewayTarget').flatMap(({ logicalId, properties }) => {
    const mcp = at(properties, 'TargetConfiguration', 'Mcp');
    const isServer = ['McpServer', 'OpenApiSchema'].some((kind) => at(mcp, kind) !== undefined);
    const isUnsigned = asList(properties.CredentialProviderConfigurations).some(
      (one) =>
        at(one, 'CredentialProviderType') === 'GATEWAY_IAM_ROLE' &&
        at(one, 'CredentialProvider', 'IamCredentialProvider', 'Service') === undefined,
    );
    if (!isServer || !isUnsigned) return [];
    const where = `${logicalId}.CredentialProviderConfigurations`;
    return [{ logicalId, where, hop: 7, target: logicalId } as const];
  });
