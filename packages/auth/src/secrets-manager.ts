import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import secretsManagerMiddleware from '@middy/secrets-manager';
import { type CredentialsSource, parseClientSecret } from './credentials-source.ts';
import { AuthError, type AuthErrorCode, failureCause } from './errors.ts';
import { checkOptions, hasMethods, optional, type Rules } from './option-rules.ts';

export type SecretsManagerOptions = {
  /** Name or ARN of the secret. */
  readonly secretId: string;
  /** A client of your own; by default one with short time-outs is made at the first read. */
  readonly client?: SecretsManagerClient;
};

const rules: Rules<SecretsManagerOptions> = {
  secretId: [
    (value) => typeof value === 'string' && value.length > 0 && value.length <= 2_048,
    'the name or ARN of a secret',
  ],
  client: optional(hasMethods('send')),
};

const clientOptions = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 1_250, throwOnRequestTimeout: true },
};

/** By name: emulators differ from the service in the HTTP status. */
const codes: Readonly<Record<string, AuthErrorCode>> = {
  ResourceNotFoundException: 'SECRET_NOT_FOUND',
  AccessDeniedException: 'SECRET_ACCESS_DENIED',
};

const readError = (error: unknown, secretId: string): AuthError => {
  const cause = failureCause(error);
  const code = codes[cause.name] ?? 'SECRET_UNAVAILABLE';
  return new AuthError(code, `secret ${secretId}`, { cause });
};

const noHook = (): void => undefined;

/**
 * Client credentials from AWS Secrets Manager, `AWSCURRENT` at each read. Reads through
 * `@middy/secrets-manager` with its prefetch and cache switched off: when to forget is decided here.
 * Throws `SECRET_NOT_FOUND`, `SECRET_ACCESS_DENIED`, `SECRET_UNAVAILABLE` or `SECRET_MALFORMED`.
 */
export const secretsManager = (options: SecretsManagerOptions): CredentialsSource => {
  checkOptions('secretsManager', options, rules);
  const { secretId, client } = options;
  const { before = noHook } = secretsManagerMiddleware({
    AwsClient: SecretsManagerClient,
    awsClientOptions: clientOptions,
    ...(client !== undefined && { awsClientCapture: () => client }),
    fetchData: { credentials: secretId },
    disablePrefetch: true,
    cacheKey: `@hopwise/auth ${secretId}`,
    cacheExpiry: 0,
  });

  return {
    async read() {
      const internal: Record<string, unknown> = {};
      let value: unknown;
      try {
        // Called as Middy would; of the request it reads `internal` alone.
        await Reflect.apply(before, undefined, [{ internal }]);
        value = await internal.credentials;
      } catch (error) {
        throw readError(error, secretId);
      }
      return parseClientSecret(value, secretId);
    },
  };
};
