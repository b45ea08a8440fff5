import * as z from 'zod/mini';
import type {
  CustomClaim,
  GatewayAuthorization,
  JwtConfiguration,
} from '../agentcore-gateway/deployed-gateway.ts';
import { TemplateError } from '../template/template-error.ts';
import { parseProperties } from './parse-properties.ts';
import type { DeployedResource } from './resource-type.ts';

const strings = z.optional(z.array(z.string()));

const matchValue = z.union([
  z.strictObject({ MatchValueString: z.string() }),
  z.strictObject({ MatchValueStringList: z.array(z.string()).check(z.minLength(1)) }),
]);

const claimProperties = z.strictObject({
  InboundTokenClaimName: z.string(),
  InboundTokenClaimValueType: z.enum(['STRING', 'STRING_ARRAY']),
  AuthorizingClaimMatchValue: z.strictObject({
    ClaimMatchOperator: z.enum(['EQUALS', 'CONTAINS', 'CONTAINS_ANY']),
    ClaimMatchValue: matchValue,
  }),
});

const customJwt = z.strictObject({
  DiscoveryUrl: z.string().check(z.regex(/^.+\/\.well-known\/openid-configuration$/)),
  AllowedClients: strings,
  AllowedScopes: strings,
  AllowedAudience: strings,
  CustomClaims: z.optional(z.array(claimProperties)),
});

const authorizerProperties = z.looseObject({
  AuthorizerType: z.string(),
  AuthorizerConfiguration: z.optional(
    z.strictObject({ CustomJWTAuthorizer: z.optional(customJwt) }),
  ),
});

/** The authorizer of an `AWS::BedrockAgentCore::Gateway`. */
export const assembleGatewayAuthorizer = (
  gateway: Pick<DeployedResource, 'logicalId' | 'properties'>,
): GatewayAuthorization => {
  const { AuthorizerType: type, AuthorizerConfiguration } = parseProperties(
    authorizerProperties,
    gateway,
  );
  const jwt = AuthorizerConfiguration?.CustomJWTAuthorizer;
  if (type === 'CUSTOM_JWT' && jwt) return { type, ...jwtConfigurationOf(jwt, gateway.logicalId) };
  if (type !== 'AWS_IAM' && type !== 'NONE') {
    const expected = 'CUSTOM_JWT with its AuthorizerConfiguration, AWS_IAM and NONE';
    throw new TemplateError(
      `The local stack does not serve the authorizer ${type} of ${gateway.logicalId}; it serves ${expected}.`,
    );
  }
  if (!jwt) return { type };
  throw new TemplateError(
    `The CustomJWTAuthorizer of ${gateway.logicalId} needs the AuthorizerType CUSTOM_JWT, not ${type}.`,
  );
};

const jwtConfigurationOf = (
  jwt: z.infer<typeof customJwt>,
  logicalId: string,
): JwtConfiguration => {
  const rules = [jwt.AllowedClients, jwt.AllowedScopes, jwt.AllowedAudience, jwt.CustomClaims];
  if (!rules.some((rule) => rule !== undefined && rule.length > 0)) {
    throw new TemplateError(
      `The CustomJWTAuthorizer of ${logicalId} needs AllowedClients, AllowedScopes, AllowedAudience or CustomClaims.`,
    );
  }
  return {
    discoveryUrl: jwt.DiscoveryUrl,
    allowedClients: jwt.AllowedClients,
    allowedScopes: jwt.AllowedScopes,
    allowedAudience: jwt.AllowedAudience,
    customClaims: (jwt.CustomClaims ?? []).map((claim) => customClaimOf(claim, logicalId)),
  };
};

/** A string is compared as a whole, an array is looked through. */
const customClaimOf = (
  { InboundTokenClaimName: name, ...rule }: z.infer<typeof claimProperties>,
  logicalId: string,
): CustomClaim => {
  const { ClaimMatchOperator: operator, ClaimMatchValue } = rule.AuthorizingClaimMatchValue;
  const values =
    'MatchValueString' in ClaimMatchValue
      ? [ClaimMatchValue.MatchValueString]
      : ClaimMatchValue.MatchValueStringList;
  const [valueType, matchValue] = fitting[operator];
  if (rule.InboundTokenClaimValueType === valueType && matchValue in ClaimMatchValue) {
    return { name, operator, values };
  }
  throw new TemplateError(
    `${operator} of the custom claim ${name} of ${logicalId} needs a ${valueType} and ${matchValue}.`,
  );
};

/** What each operator compares with what. */
const fitting = {
  EQUALS: ['STRING', 'MatchValueString'],
  CONTAINS: ['STRING_ARRAY', 'MatchValueString'],
  CONTAINS_ANY: ['STRING_ARRAY', 'MatchValueStringList'],
} as const;
