import type { CredentialKind } from '@hopwise/contracts/hops';

/** Names of the kinds of credentials, on the page and in the command line. */
export const credentialNames: Readonly<Record<CredentialKind, string>> = {
  iam: 'IAM',
  oauth: 'OAuth access token',
  cognito: 'User token',
  none: 'No credential',
};
