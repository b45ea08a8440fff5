import * as z from 'zod/mini';
import type { AddressTable } from '../addresses.ts';
import type {
  CustomClaim,
  DeployedGateway,
  DeployedGatewayTarget,
  GatewayAuthorization,
  ToolSchemaNode,
} from '../agentcore-gateway/deployed-gateway.ts';
import { TemplateError } from '../template/template-error.ts';
import { parseProperties } from './parse-properties.ts';
import { refuseProperties } from './refuse-properties.ts';
import type { DeployedResource } from './resource-type.ts';
import { resourcesOfType } from './resources-of-type.ts';

const strings = z.optional(z.array(z.string()));

const customClaim = z.strictObject({
  InboundTokenClaimName: z.string(),
  InboundTokenClaimValueType: z.enum(['STRING', 'STRING_ARRAY']),
  AuthorizingClaimMatchValue: z.strictObject({
    ClaimMatchOperator: z.enum(['EQUALS', 'CONTAINS', 'CONTAINS_ANY']),
    ClaimMatchValue: z.strictObject({
      MatchValueString: z.optional(z.string()),
      MatchValueStringList: strings,
    }),
  }),
});

const protocol = z.strictObject({
  SupportedVersions: strings,
  Instructions: z.optional(z.string()),
  SessionConfiguration: z.optional(
    z.strictObject({
      SessionTimeoutInSeconds: z._default(z.number().check(z.gte(900), z.lte(28_800)), 3_600),
    }),
  ),
  StreamingConfiguration: z.optional(z.strictObject({ EnableResponseStreaming: z.boolean() })),
});

const gatewayProperties = z.looseObject({
  Name: z.string(),
  RoleArn: z.string(),
  AuthorizerType: z.string(),
  AuthorizerConfiguration: z.optional(
    z.looseObject({
      CustomJWTAuthorizer: z.looseObject({
        DiscoveryUrl: z.string(),
        AllowedClients: strings,
        AllowedScopes: strings,
        AllowedAudience: strings,
        CustomClaims: z.optional(z.array(customClaim)),
      }),
    }),
  ),
  ProtocolConfiguration: z.optional(z.strictObject({ Mcp: protocol })),
  ExceptionLevel: z.optional(z.literal('DEBUG')),
});

const wireSchemaNode = z.strictObject({
  Type: z.enum(['string', 'number', 'object', 'array', 'boolean', 'integer']),
  Description: z.optional(z.string()),
  get Properties() {
    return z.optional(z.record(z.string(), wireSchemaNode));
  },
  Required: strings,
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

/** Every revision that the gateway speaks. */
const servedVersions = ['2026-07-28', '2025-11-25', '2025-06-18', '2025-03-26'];

const defaultVersions = servedVersions.slice(1);

/** The gateways of a template, each with its targets. */
export const assembleGateways = (
  resources: readonly DeployedResource[],
  addresses: AddressTable,
): readonly DeployedGateway[] =>
  resourcesOfType(resources, 'AWS::BedrockAgentCore::Gateway').map((gateway) => {
    const properties = parseProperties(gatewayProperties, gateway);
    refuseProperties(['InterceptorConfigurations', 'PolicyEngineConfiguration'], gateway);
    return {
      gatewayId: gateway.ref,
      arn: gateway.attributes.GatewayArn ?? '',
      name: properties.Name,
      url: addresses.rewrite(gateway.attributes.GatewayUrl ?? ''),
      roleArn: properties.RoleArn,
      authorizer: authorizerOf(properties, gateway.logicalId),
      ...protocolOf(properties, gateway.logicalId),
      ...(properties.ExceptionLevel && { exceptionLevel: properties.ExceptionLevel }),
      targets: resourcesOfType(resources, 'AWS::BedrockAgentCore::GatewayTarget')
        .filter(
          (target) => parseProperties(targetProperties, target).GatewayIdentifier === gateway.ref,
        )
        .map(targetOf),
    };
  });

type GatewayProperties = z.infer<typeof gatewayProperties>;

const protocolOf = ({ ProtocolConfiguration }: GatewayProperties, logicalId: string) => {
  const mcp = ProtocolConfiguration?.Mcp ?? {};
  const supportedVersions = mcp.SupportedVersions ?? defaultVersions;
  const unknown = supportedVersions.find((version) => !servedVersions.includes(version));
  if (unknown !== undefined) {
    throw new TemplateError(
      `${logicalId} supports MCP ${unknown}; the gateway speaks ${servedVersions.join(', ')}.`,
    );
  }
  const { SessionConfiguration, StreamingConfiguration } = mcp;
  return {
    supportedVersions,
    ...(SessionConfiguration && {
      sessionTimeoutMs: SessionConfiguration.SessionTimeoutInSeconds * 1000,
    }),
    streamsResponses: StreamingConfiguration?.EnableResponseStreaming === true,
  };
};

const authorizerOf = (properties: GatewayProperties, logicalId: string): GatewayAuthorization => {
  const type = properties.AuthorizerType;
  const jwt = properties.AuthorizerConfiguration?.CustomJWTAuthorizer;
  if (type === 'AWS_IAM' || type === 'NONE') return { type };
  if (type !== 'CUSTOM_JWT' || !jwt) {
    throw new TemplateError(
      `The local stack does not serve the authorizer ${type} of ${logicalId}; it serves CUSTOM_JWT with its configuration, AWS_IAM and NONE.`,
    );
  }
  refuseProperties(['AdvertisedScopeMapping', 'PrivateEndpoint'], { logicalId, properties: jwt });
  return {
    type,
    discoveryUrl: jwt.DiscoveryUrl,
    allowedClients: jwt.AllowedClients,
    allowedScopes: jwt.AllowedScopes,
    allowedAudience: jwt.AllowedAudience,
    ...(jwt.CustomClaims && { customClaims: jwt.CustomClaims.map(claimOf) }),
  };
};

const claimOf = ({
  InboundTokenClaimName,
  AuthorizingClaimMatchValue: { ClaimMatchOperator, ClaimMatchValue },
}: z.infer<typeof customClaim>): CustomClaim => ({
  name: InboundTokenClaimName,
  operator: ClaimMatchOperator,
  values: ClaimMatchValue.MatchValueStringList ?? [ClaimMatchValue.MatchValueString ?? ''],
});

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
