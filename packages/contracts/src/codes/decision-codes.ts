import * as z from 'zod/mini';

import { artifactFailures, modelFailures } from './local-failures.ts';

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

/** Hop 6: the token endpoint refuses the proxy's request. */
export const tokenRequestRefusalCode = z.enum([
  'SCOPE_NOT_GRANTED',
  'CLIENT_FLOW_MISSING',
  'TOKEN_REQUEST_REJECTED',
]);
export type TokenRequestRefusalCode = z.infer<typeof tokenRequestRefusalCode>;

/** IAM refuses the request of a hop. A resource policy, a trust policy or a grant is missing. */
export const iamRefusalCode = z.enum([
  'RESOURCE_POLICY_MISSING',
  'EXECUTION_ROLE_UNTRUSTED',
  'INVOKE_AGENT_DENIED',
  'ACTION_RESOURCE_MISMATCH',
  'AGENT_ROLE_UNTRUSTED',
  'INVOKE_MODEL_DENIED',
  'SECRET_ACCESS_DENIED',
  'GATEWAY_ROLE_UNTRUSTED',
  'TARGET_NOT_GRANTED',
  'SERVICE_ACCESS_DENIED',
]);
export type IamRefusalCode = z.infer<typeof iamRefusalCode>;

/** Hop 4: the account has no access to the agent's model, which no policy can give. */
export const modelAccessRefusalCode = z.enum(['AGENT_MODEL_ACCESS_MISSING']);
export type ModelAccessRefusalCode = z.infer<typeof modelAccessRefusalCode>;

/** The network of a function does not reach a host. */
export const networkRefusalCode = z.enum(['VPC_NO_WAY_OUT']);
export type NetworkRefusalCode = z.infer<typeof networkRefusalCode>;

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

/**
 * Why the local stack denied a request. A code of a hop is the code of the doctor's finding for the same fault.
 * `ACCESS_DENIED` means that IAM refused any other request.
 */
export const decisionCode = z.enum([
  'ACCESS_DENIED',
  ...iamRefusalCode.options,
  ...modelAccessRefusalCode.options,
  'OAUTH_TOKEN_TO_AWS_SERVICE',
  ...tokenRefusalCode.options,
  ...authorizerRefusalCode.options,
  ...tokenRequestRefusalCode.options,
  ...networkRefusalCode.options,
  ...artifactFailures,
  ...modelFailures,
  ...signatureErrorName.options,
]);
export type DecisionCode = z.infer<typeof decisionCode>;
