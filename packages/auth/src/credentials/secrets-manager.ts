import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import secretsManagerMiddleware from '@middy/secrets-manager';
import { AuthError, type AuthErrorCode, failureCause, isInstance } from '../errors/auth-error.ts';
import {
  hasMethods,
  isMilliseconds,
  optional,
  type Rules,
  readOptions,
} from '../options/option-rules.ts';
import { type CredentialsSource, parseClientSecret } from './credentials-source.ts';

export type SecretsManagerOptions = {
  /** Name or ARN of the secret. */
  readonly secretId: string;
  /** Default: a client with short timeouts, created at the first read. */
  readonly client?: SecretsManagerClient;
  /** Time limit of each of at most two requests of the default client, in milliseconds. Default 1,250. */
  readonly requestTimeoutMs?: number;
};

const rules: Rules<SecretsManagerOptions> = {
  secretId: [
    (value) => typeof value === 'string' && value.length > 0 && value.length <= 2_048,
    'the name or ARN of a secret',
  ],
  client: optional(hasMethods('send')),
  requestTimeoutMs: optional(isMilliseconds),
};

/** The part of a request's time in which it must have a connection. */
const connectionShare = 0.8;

const clientOptions = (requestTimeoutMs: number) => ({
  maxAttempts: 2,
  requestHandler: {
    connectionTimeout: connectionShare * requestTimeoutMs,
    requestTimeout: requestTimeoutMs,
    throwOnRequestTimeout: true,
  },
});

/** Matched by name, because the HTTP status of emulators differs from the service's. */
const codes: Readonly<Record<string, AuthErrorCode>> = {
  ResourceNotFoundException: 'SECRET_NOT_FOUND',
  AccessDeniedException: 'SECRET_ACCESS_DENIED',
};

/**
 * `InvalidRequestException` also has causes other than a pending deletion. Only the message names the cause.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html#API_GetSecretValue_Errors
 */
const isMarkedForDeletion = (error: unknown): boolean =>
  failureCause(error).name === 'InvalidRequestException' &&
  isInstance(error, Error) &&
  /\b(?:marked|scheduled) for deletion\b/.test(error.message);

const readError = (error: unknown, secretId: string): AuthError => {
  const cause = failureCause(error);
  const code = isMarkedForDeletion(error)
    ? 'SECRET_NOT_FOUND'
    : (codes[cause.name] ?? 'SECRET_UNAVAILABLE');
  return new AuthError(code, `secret ${secretId}`, { cause });
};

const noHook = (): void => undefined;

/**
 * Reads the client credentials from the `AWSCURRENT` version of a secret in AWS Secrets Manager. Uses
 * `@middy/secrets-manager` without its prefetch and cache, because the credentials store does the caching.
 * Throws `SECRET_NOT_FOUND`, `SECRET_ACCESS_DENIED`, `SECRET_UNAVAILABLE` or `SECRET_MALFORMED`.
 */
export const secretsManager = (options: SecretsManagerOptions): CredentialsSource => {
  const {
    secretId,
    client,
    requestTimeoutMs = 1_250,
  } = readOptions('secretsManager', options, rules);
  const { before = noHook } = secretsManagerMiddleware({
    AwsClient: SecretsManagerClient,
    awsClientOptions: clientOptions(requestTimeoutMs),
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
        // The hook uses only `internal` of Middy's request.
        await Reflect.apply(before, undefined, [{ internal }]);
        value = await internal.credentials;
      } catch (error) {
        throw readError(error, secretId);
      }
      return parseClientSecret(value, secretId);
    },
  };
};
