/**
 * The five classic mistakes, by the code under which the token library, the local stack and the
 * documentation speak of each.
 */
export const findingCodes = [
  'OAUTH_TOKEN_TO_AWS_SERVICE',
  'NO_TOKEN_TO_GATEWAY',
  'MIXED_CREDENTIALS',
  'OAUTH_CLIENT_IN_IAM_POLICY',
  'RESOURCE_POLICY_MISSING',
] as const;

export type FindingCode = (typeof findingCodes)[number];
