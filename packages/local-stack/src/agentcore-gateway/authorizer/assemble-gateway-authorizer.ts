import type { PropertiesOf } from '../../deployment/resource-type.ts';
import { TemplateError } from '../../template/template-error.ts';
import type { CustomClaim, GatewayAuthorization, JwtConfiguration } from '../deployed-gateway.ts';
import type { gateway } from '../resource-types/gateway.ts';

type AuthorizerProperties = Pick<
  PropertiesOf<typeof gateway>,
  'AuthorizerType' | 'AuthorizerConfiguration'
>;
type CustomJwt = NonNullable<
  NonNullable<AuthorizerProperties['AuthorizerConfiguration']>['CustomJWTAuthorizer']
>;
type ClaimProperties = NonNullable<CustomJwt['CustomClaims']>[number];

/** The authorizer of an `AWS::BedrockAgentCore::Gateway`. */
export const assembleGatewayAuthorizer = (
  { AuthorizerType: type, AuthorizerConfiguration }: AuthorizerProperties,
  logicalId: string,
): GatewayAuthorization => {
  const jwt = AuthorizerConfiguration?.CustomJWTAuthorizer;
  if (type === 'CUSTOM_JWT' && jwt) return { type, ...jwtConfigurationOf(jwt, logicalId) };
  if (type !== 'AWS_IAM' && type !== 'NONE') {
    const expected = 'CUSTOM_JWT with its AuthorizerConfiguration, AWS_IAM and NONE';
    throw new TemplateError(
      `The local stack does not support the authorizer ${type} of ${logicalId}; it supports ${expected}.`,
    );
  }
  if (!jwt) return { type };
  throw new TemplateError(
    `The CustomJWTAuthorizer of ${logicalId} needs the AuthorizerType CUSTOM_JWT, not ${type}.`,
  );
};

const jwtConfigurationOf = (jwt: CustomJwt, logicalId: string): JwtConfiguration => {
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

/** A string claim is compared as a whole, and an array claim by its items. */
const customClaimOf = (
  { InboundTokenClaimName: name, ...rule }: ClaimProperties,
  logicalId: string,
): CustomClaim => {
  const { ClaimMatchOperator: operator, ClaimMatchValue } = rule.AuthorizingClaimMatchValue;
  const values =
    'MatchValueString' in ClaimMatchValue
      ? [ClaimMatchValue.MatchValueString]
      : ClaimMatchValue.MatchValueStringList;
  const [valueType, matchValue] = operandTypes[operator];
  if (rule.InboundTokenClaimValueType === valueType && matchValue in ClaimMatchValue) {
    return { name, operator, values };
  }
  throw new TemplateError(
    `${operator} of the custom claim ${name} of ${logicalId} needs a ${valueType} and ${matchValue}.`,
  );
};

/** The claim type and match value of each operator. */
const operandTypes = {
  EQUALS: ['STRING', 'MatchValueString'],
  CONTAINS: ['STRING_ARRAY', 'MatchValueString'],
  CONTAINS_ANY: ['STRING_ARRAY', 'MatchValueStringList'],
} as const;
