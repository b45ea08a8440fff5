import { type AwsCredentials, environmentCredentials } from './credentials.ts';

/**
 * A small replacement for `@aws-sdk/credential-provider-node`, the default of each SDK client. A bundler uses it with
 * an alias. In Lambda, only the credentials of the execution role exist: no profile, no single sign-on, no instance.
 * The provider rejects with a `CredentialsProviderError` if they are missing.
 */
export const defaultProvider = (): (() => Promise<AwsCredentials>) => async () =>
  environmentCredentials();
