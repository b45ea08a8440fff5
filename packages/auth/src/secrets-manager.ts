import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import secretsManagerMiddleware from '@middy/secrets-manager';
import * as z from 'zod/mini';
import { type CredentialsSource, parseClientSecret } from './credentials-source.ts';
import { AuthError, type AuthErrorCode, failureCause } from './errors.ts';

const optionsSchema = z.strictObject({
  /** Name or ARN of the secret. */
  secretId: z.string().check(z.minLength(1), z.maxLength(2048)),
  /** A client of your own; by default one with short time-outs is made at the first read. */
  client: z.optional(
    z.custom<SecretsManagerClient>((value) => typeof Object(value).send === 'function'),
  ),
});

export type SecretsManagerOptions = z.input<typeof optionsSchema>;

const clientOptions = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 1_250, throwOnRequestTimeout: true },
};

/** By name: emulators differ from the service in the HTTP status. */
const codes: Readonly<Record<string, AuthErrorCode>> = {
  ResourceNotFoundException: 'SECRET_NOT_FOUND',
  AccessDeniedException: 'SECRET_ACCESS_DENIED',
};

const outcomes: Partial<Readonly<Record<AuthErrorCode, string>>> = {
  SECRET_NOT_FOUND: 'does not exist',
  SECRET_ACCESS_DENIED: 'may not be read by this role',
};

const readError = (error: unknown, secretId: string): AuthError => {
  const cause = failureCause(error);
  const code = codes[cause.name] ?? 'SECRET_UNAVAILABLE';
  const outcome = outcomes[code] ?? 'could not be read';
  return new AuthError(code, `Secret ${secretId} ${outcome}.`, { cause });
};

const parseSecretsManagerOptions = (options: SecretsManagerOptions): SecretsManagerOptions => {
  const parsed = optionsSchema.safeParse(options);
  if (parsed.success) return parsed.data;
  throw new AuthError(
    'OPTIONS_INVALID',
    'secretsManager options: a secretId, optionally a client, and nothing else are expected.',
  );
};

const noHook = (): void => undefined;

/**
 * Client credentials from AWS Secrets Manager, `AWSCURRENT` at each read. Reads through
 * `@middy/secrets-manager` with its prefetch and cache switched off: when to forget is decided here.
 * Throws `SECRET_NOT_FOUND`, `SECRET_ACCESS_DENIED`, `SECRET_UNAVAILABLE` or `SECRET_MALFORMED`.
 */
export const secretsManager = (options: SecretsManagerOptions): CredentialsSource => {
  const { secretId, client } = parseSecretsManagerOptions(options);
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
