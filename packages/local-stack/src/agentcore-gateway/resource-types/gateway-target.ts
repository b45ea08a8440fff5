import * as z from 'zod/mini';
import { physicalId } from '../../deployment/physical-id.ts';
import { allRefused, inert, refused } from '../../deployment/property-treatment.ts';
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

/** A node of a tool's schema, as a template writes it. */
export type SchemaNodeProperties = z.output<typeof schemaNode>;

const tool = z.strictObject({
  Name: z.string(),
  Description: z.string(),
  InputSchema: schemaNode,
  OutputSchema: inert('what a gateway does with it is unconfirmed; results are text'),
});

const lambdaTarget = z.strictObject({
  LambdaArn: z.string(),
  ToolSchema: z.strictObject({
    InlinePayload: z.array(tool),
    S3: refused('objects in Amazon S3'),
  }),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-bedrockagentcore-gatewaytarget.html */
export const gatewayTarget = resourceType('AWS::BedrockAgentCore::GatewayTarget', {
  properties: {
    GatewayIdentifier: z.string(),
    Name: z.string(),
    CredentialProviderConfigurations: z._default(
      z.array(
        z.strictObject({
          CredentialProviderType: z.string(),
          CredentialProvider: refused('credential providers of AgentCore Identity'),
        }),
      ),
      [],
    ),
    TargetConfiguration: z.strictObject({
      Mcp: z.strictObject({
        Lambda: lambdaTarget,
        ...allRefused('targets other than functions', [
          'ApiGateway',
          'Connector',
          'McpServer',
          'OpenApiSchema',
          'SmithyModel',
        ]),
      }),
      ...allRefused('targets other than functions', ['Http', 'Inference']),
    }),
    MetadataConfiguration: refused("the request's headers and parameters at the target"),
    PrivateEndpoint: refused('networks'),
  },
  update: 'anything',
  identify(_properties, { logicalId }) {
    const targetId = physicalId(logicalId, 'upperAlphanumeric', 10);
    return { ref: targetId, attributes: { TargetId: targetId } };
  },
});
