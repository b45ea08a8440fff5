import * as z from 'zod/mini';
import { arn } from '../../deployment/arn.ts';
import { physicalId } from '../../deployment/physical-id.ts';
import { refused } from '../../deployment/property-treatment.ts';
import { nameOf } from '../../deployment/resource-name.ts';
import { resourceType } from '../../deployment/resource-type.ts';

const strings = z.optional(z.array(z.string()));

const claimProperties = z.strictObject({
  InboundTokenClaimName: z.string(),
  InboundTokenClaimValueType: z.enum(['STRING', 'STRING_ARRAY']),
  AuthorizingClaimMatchValue: z.strictObject({
    ClaimMatchOperator: z.enum(['EQUALS', 'CONTAINS', 'CONTAINS_ANY']),
    ClaimMatchValue: z.union([
      z.strictObject({ MatchValueString: z.string() }),
      z.strictObject({ MatchValueStringList: z.array(z.string()).check(z.minLength(1)) }),
    ]),
  }),
});

const customJwt = z.strictObject({
  DiscoveryUrl: z.string().check(z.regex(/^.+\/\.well-known\/openid-configuration$/)),
  AllowedClients: strings,
  AllowedScopes: strings,
  AllowedAudience: strings,
  CustomClaims: z.optional(z.array(claimProperties)),
  AdvertisedScopeMapping: refused('scopes in the protected-resource metadata'),
  PrivateEndpoint: refused('networks'),
});

const mcp = z.strictObject({
  SupportedVersions: strings,
  Instructions: z.optional(z.string()),
  SessionConfiguration: z.optional(
    z.strictObject({
      SessionTimeoutInSeconds: z._default(z.number().check(z.gte(900), z.lte(28_800)), 3_600),
    }),
  ),
  StreamingConfiguration: z.optional(z.strictObject({ EnableResponseStreaming: z.boolean() })),
  SearchType: refused('semantic search'),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-bedrockagentcore-gateway.html */
export const gateway = resourceType('AWS::BedrockAgentCore::Gateway', {
  properties: {
    Name: z.string(),
    RoleArn: z.string(),
    AuthorizerType: z.string(),
    AuthorizerConfiguration: z.optional(
      z.strictObject({ CustomJWTAuthorizer: z.optional(customJwt) }),
    ),
    ProtocolType: z.optional(z.literal('MCP')),
    ProtocolConfiguration: z.optional(z.strictObject({ Mcp: mcp })),
    ExceptionLevel: z.optional(z.literal('DEBUG')),
    InterceptorConfigurations: refused('interceptors'),
    KmsKeyArn: refused('gateways that a KMS key encrypts'),
    PolicyEngineConfiguration: refused('policy engines and Cedar'),
    WafConfiguration: refused('AWS WAF'),
  },
  update: 'in place',
  identify(properties, context) {
    const name = nameOf(properties, 'Name', context).toLowerCase();
    const ref = `${name}-${physicalId(context.logicalId, 'lowerAlphanumeric', 10)}`;
    const { region } = context.account;
    return {
      ref,
      attributes: {
        GatewayIdentifier: ref,
        GatewayArn: arn('bedrock-agentcore', context.account, `gateway/${ref}`),
        GatewayUrl: `https://${ref}.gateway.bedrock-agentcore.${region}.amazonaws.com/mcp`,
      },
    };
  },
  addresses: ({ ref }, { region }) => [
    { url: `https://${ref}.gateway.bedrock-agentcore.${region}.amazonaws.com`, host: 'gateway' },
  ],
});
