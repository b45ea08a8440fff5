import type { DeployedResources, TypedResource } from '../deployment/deployed-resources.ts';
import type { PropertiesOf } from '../deployment/resource-type.ts';
import { TemplateError } from '../template/template-error.ts';
import type { DeployedGatewayTarget, ToolSchemaNode } from './deployed-gateway.ts';
import { gatewayTarget, type SchemaNodeProperties } from './resource-types/gateway-target.ts';

type TargetProperties = PropertiesOf<typeof gatewayTarget>;

/** The targets of one gateway. */
export const assembleGatewayTargets = (
  resources: DeployedResources,
  gatewayId: string,
): readonly DeployedGatewayTarget[] =>
  resources
    .of(gatewayTarget)
    .filter(({ properties }) => properties.GatewayIdentifier === gatewayId)
    .map(targetOf);

const targetOf = ({
  ref,
  logicalId,
  properties,
}: TypedResource<TargetProperties>): DeployedGatewayTarget => {
  refuseCredentials(properties, logicalId);
  const { LambdaArn, ToolSchema } = properties.TargetConfiguration.Mcp.Lambda;
  return {
    targetId: ref,
    name: properties.Name,
    lambdaArn: LambdaArn,
    tools: ToolSchema.InlinePayload.map((tool) => ({
      name: tool.Name,
      description: tool.Description,
      inputSchema: schemaNodeOf(tool.InputSchema),
    })),
  };
};

const refuseCredentials = (
  { CredentialProviderConfigurations }: TargetProperties,
  logicalId: string,
): void => {
  const other = CredentialProviderConfigurations.map((one) => one.CredentialProviderType).find(
    (type) => type !== 'GATEWAY_IAM_ROLE',
  );
  if (other === undefined) return;
  throw new TemplateError(
    `The local stack does not support the credential provider ${other} of ${logicalId}; it supports GATEWAY_IAM_ROLE.`,
  );
};

const schemaNodeOf = (node: SchemaNodeProperties): ToolSchemaNode => ({
  type: node.Type,
  ...(node.Description !== undefined && { description: node.Description }),
  ...(node.Required !== undefined && { required: node.Required }),
  ...(node.Items !== undefined && { items: schemaNodeOf(node.Items) }),
  ...(node.Properties !== undefined && {
    properties: Object.fromEntries(
      Object.entries(node.Properties).map(([name, one]) => [name, schemaNodeOf(one)]),
    ),
  }),
});
