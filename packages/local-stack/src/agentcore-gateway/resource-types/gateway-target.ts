import * as z from 'zod/mini';
import { physicalId } from '../../deployment/physical-id.ts';
import { inert, resourceType } from '../../deployment/resource-type.ts';

const schemaNode = z.strictObject({
  Type: z.enum(['string', 'number', 'object', 'array', 'boolean', 'integer']),
  Description: z.optional(z.string()),
  get Properties() {
    return z.optional(z.record(z.string(), schemaNode));
  },
  Required: z.optional(z.array(z.string())),
  get Items() {
    return z.optional(schemaNode);
  },
});

/** A node of a tool's schema, as a template writes it. */
export type SchemaNodeProperties = z.output<typeof schemaNode>;

const tool = z.strictObject({
  Name: z.string(),
  Description: z.string(),
  InputSchema: schemaNode,
  OutputSchema: inert,
});

const lambdaTarget = z.strictObject({
  LambdaArn: z.string(),
  ToolSchema: z.strictObject({ InlinePayload: z.array(tool) }),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-bedrockagentcore-gatewaytarget.html */
export const gatewayTarget = resourceType('AWS::BedrockAgentCore::GatewayTarget', {
  properties: {
    GatewayIdentifier: z.string(),
    Name: z.string(),
    CredentialProviderConfigurations: z._default(
      z.array(z.strictObject({ CredentialProviderType: z.string(), CredentialProvider: inert })),
      [],
    ),
    TargetConfiguration: z.strictObject({ Mcp: z.strictObject({ Lambda: lambdaTarget }) }),
  },
  inert: ['MetadataConfiguration'],
  refused: ['PrivateEndpoint'],
  update: 'anything',
  identify(_properties, { logicalId }) {
    const targetId = physicalId(logicalId, 'upperAlphanumeric', 10);
    return { ref: targetId, attributes: { TargetId: targetId } };
  },
});
