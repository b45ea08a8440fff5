import * as z from 'zod/mini';
import { physicalId } from '../../deployment/physical-id.ts';
import { resourceType } from '../../deployment/resource-type.ts';

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

const tool = z.looseObject({
  Name: z.string(),
  Description: z.string(),
  InputSchema: schemaNode,
});

const lambdaTarget = z.looseObject({
  LambdaArn: z.string(),
  ToolSchema: z.looseObject({ InlinePayload: z.array(tool) }),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-bedrockagentcore-gatewaytarget.html */
export const gatewayTarget = resourceType('AWS::BedrockAgentCore::GatewayTarget', {
  properties: {
    GatewayIdentifier: z.string(),
    Name: z.string(),
    CredentialProviderConfigurations: z._default(
      z.array(z.looseObject({ CredentialProviderType: z.string() })),
      [],
    ),
    TargetConfiguration: z.looseObject({ Mcp: z.looseObject({ Lambda: lambdaTarget }) }),
  },
  inert: ['MetadataConfiguration'],
  update: 'anything',
  identify(_properties, { logicalId }) {
    const targetId = physicalId(logicalId, 'upperAlphanumeric', 10);
    return { ref: targetId, attributes: { TargetId: targetId } };
  },
});
