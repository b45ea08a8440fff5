import * as z from 'zod/mini';

/** Hop 1: the API's Cognito authorizer refuses the token. */
export const tokenRefusalCode = z.enum([
  'TOKEN_MISSING',
  'TOKEN_MALFORMED',
  'TOKEN_FORGED',
  'TOKEN_EXPIRED',
  'TOKEN_FROM_OTHER_ISSUER',
  'TOKEN_OF_WRONG_KIND',
  'TOKEN_LACKS_SCOPE',
]);
export type TokenRefusalCode = z.infer<typeof tokenRefusalCode>;

/** Hop 6: the gateway's JWT authorizer refuses the request. */
export const authorizerRefusalCode = z.enum([
  'NO_TOKEN_TO_GATEWAY',
  'MIXED_CREDENTIALS',
  'TOKEN_EXPIRED',
  'TOKEN_INVALID',
  'ISSUER_MISMATCH',
  'ISSUER_UNAVAILABLE',
  'CLIENT_NOT_ALLOWED',
  'AUDIENCE_NOT_ALLOWED',
  'INSUFFICIENT_SCOPE',
  'CLAIM_NOT_ALLOWED',
]);
export type AuthorizerRefusalCode = z.infer<typeof authorizerRefusalCode>;

/** Hop 6: the token endpoint refuses the request (RFC 6749 section 5.2, RFC 7009 section 2.2.1). */
export const oauthErrorCode = z.enum([
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'unsupported_token_type',
]);
export type OAuthErrorCode = z.infer<typeof oauthErrorCode>;

/** AWS's error names for a signature that does not verify. The Query protocol omits the suffix or has its own names. */
export const signatureErrorName = z.enum([
  'MissingAuthenticationTokenException',
  'MissingAuthenticationToken',
  'IncompleteSignatureException',
  'IncompleteSignature',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'ExpiredTokenException',
  'ExpiredToken',
]);
export type SignatureErrorName = z.infer<typeof signatureErrorName>;

/** Why the local stack denied a request. */
export const decisionCode = z.enum([
  'ACCESS_DENIED',
  'RESOURCE_POLICY_MISSING',
  'OAUTH_TOKEN_TO_AWS_SERVICE',
  ...tokenRefusalCode.options,
  ...authorizerRefusalCode.options,
  ...oauthErrorCode.options,
  ...signatureErrorName.options,
]);
export type DecisionCode = z.infer<typeof decisionCode>;
