import type { SchemaNode, ToolSchema } from './input-schema.ts';

/**
 * `InlinePayload` of an `AWS::BedrockAgentCore::GatewayTarget`. Its schemas support only type,
 * description, properties, required and items: no enum, default or bounds.
 */
export const gatewayTools = (tools: readonly ToolSchema[]) =>
  tools.map(({ name, description, properties, required }) => ({
    Name: name,
    Description: description,
    InputSchema: gatewayNode({ type: 'object', properties, required }),
  }));

type GatewayNode = {
  Type: SchemaNode['type'];
  Description?: string;
  Items?: GatewayNode;
  Properties?: Record<string, GatewayNode>;
  Required?: readonly string[];
};

const gatewayNode = (node: SchemaNode): GatewayNode => ({
  Type: node.type,
  ...(node.description !== undefined && { Description: node.description }),
  ...(node.items && { Items: gatewayNode(node.items) }),
  ...(node.properties && {
    Properties: Object.fromEntries(
      Object.entries(node.properties).map(([name, property]) => [name, gatewayNode(property)]),
    ),
  }),
  ...(node.required && node.required.length > 0 && { Required: node.required }),
});
