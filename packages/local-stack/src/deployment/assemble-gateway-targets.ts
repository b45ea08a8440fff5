import * as z from 'zod/mini';
import type {
  DeployedGatewayTarget,
  ToolSchemaNode,
} from '../agentcore-gateway/deployed-gateway.ts';
import { TemplateError } from '../template/template-error.ts';
import { parseProperties } from './parse-properties.ts';
import type { DeployedResource } from './resource-type.ts';
import { resourcesOfType } from './resources-of-type.ts';

const wireSchemaNode = z.strictObject({
  Type: z.enum(['string', 'number', 'object', 'array', 'boolean', 'integer']),
  Description: z.optional(z.string()),
  get Properties() {
    return z.optional(z.record(z.string(), wireSchemaNode));
  },
  Required: z.optional(z.array(z.string())),
  get Items() {
    return z.optional(wireSchemaNode);
  },
});
type WireSchemaNode = z.infer<typeof wireSchemaNode>;

const targetProperties = z.looseObject({
  GatewayIdentifier: z.string(),
  Name: z.string(),
  CredentialProviderConfigurations: z._default(
    z.array(z.looseObject({ CredentialProviderType: z.string() })),
    [],
  ),
  TargetConfiguration: z.looseObject({
    Mcp: z.looseObject({
      Lambda: z.looseObject({
        LambdaArn: z.string(),
        ToolSchema: z.looseObject({
          InlinePayload: z.array(
            z.looseObject({
              Name: z.string(),
              Description: z.string(),
              InputSchema: wireSchemaNode,
            }),
          ),
        }),
      }),
    }),
  }),
});

/** The targets of one gateway. */
export const assembleGatewayTargets = (
  resources: readonly DeployedResource[],
  gatewayId: string,
): readonly DeployedGatewayTarget[] =>
  resourcesOfType(resources, 'AWS::BedrockAgentCore::GatewayTarget')
    .filter((target) => parseProperties(targetProperties, target).GatewayIdentifier === gatewayId)
    .map(targetOf);

const targetOf = (target: DeployedResource): DeployedGatewayTarget => {
  const properties = parseProperties(targetProperties, target);
  refuseCredentials(properties, target.logicalId);
  const { Name, TargetConfiguration } = properties;
  const { LambdaArn, ToolSchema } = TargetConfiguration.Mcp.Lambda;
  return {
    targetId: target.ref,
    name: Name,
    lambdaArn: LambdaArn,
    tools: ToolSchema.InlinePayload.map((tool) => ({
      name: tool.Name,
      description: tool.Description,
      inputSchema: schemaNodeOf(tool.InputSchema),
    })),
  };
};

const refuseCredentials = (
  { CredentialProviderConfigurations }: z.infer<typeof targetProperties>,
  logicalId: string,
): void => {
  const other = CredentialProviderConfigurations.map((one) => one.CredentialProviderType).find(
    (type) => type !== 'GATEWAY_IAM_ROLE',
  );
  if (other === undefined) return;
  throw new TemplateError(
    `The local stack does not serve the credential provider ${other} of ${logicalId}; it serves GATEWAY_IAM_ROLE.`,
  );
};

const schemaNodeOf = (node: WireSchemaNode): ToolSchemaNode => ({
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
