import { setTimeout as wait } from 'node:timers/promises';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { AuthError } from '@hopwise/auth/errors';
import { accessToken } from '@hopwise/auth/middleware';
import type { AuthContext } from '@hopwise/auth/request-types';
import { secretsManager } from '@hopwise/auth/secrets-manager';
import type { VariableNames } from './gateway-clients.ts';

/** Gets a token as a function does: with the function's settings and with `@hopwise/auth`. */
export type TokenProbe = {
  readonly gatewayUrl: string;
  readonly tokenUrl: string;
  readonly secretId: string;
  /** Rejects with `AuthError`, or with `SecretDeniedError`. */
  token(limit: TimeLimit): Promise<AuthContext['auth']>;
};

/** AWS denies the secret to the doctor itself, which says nothing about the function. */
export class SecretDeniedError extends Error {
  override readonly name = 'AccessDeniedException';
}

type TimeLimit = { readonly timeoutMs: number; readonly signal: AbortSignal };

type Options = {
  readonly names: VariableNames;
  /** Environment variables of the function. */
  readonly variables: Readonly<Record<string, string>>;
  readonly secretsManager: SecretsManagerClient;
};

/** A short throttling does not break the hop, because the proxy also tries twice. */
const secondAttemptAfterMs = 500;

export const createTokenProbe = (options: Options): TokenProbe => {
  const variable = (name: string | undefined, content: string): string => {
    const value = name === undefined ? undefined : options.variables[name];
    if (value) return value;
    throw new Error(`no variable of the function has ${content}`);
  };
  const { names } = options;
  const gatewayUrl = variable(names.gatewayUrl, 'the URL of the gateway');
  const secretId = variable(names.secretId, 'the secret');
  const tokenUrl = variable(names.tokenUrl, 'the URL of the token endpoint');
  const ask = async (timeoutMs: number): Promise<AuthContext['auth']> => {
    const { before } = accessToken({
      credentials: secretsManager({ secretId, client: options.secretsManager }),
      tokenEndpoint: tokenUrl,
      issuer: variable(names.issuer, 'the issuer'),
      scopes: variable(names.scope, 'the scope').split(' '),
      gateway: { url: gatewayUrl, authorizer: 'CUSTOM_JWT' },
      prefetch: false,
      gatewayTimeoutMs: timeoutMs,
    });
    const context = { getRemainingTimeInMillis: () => timeoutMs };
    if (before) await Reflect.apply(before, undefined, [{ context }]);
    return (context as unknown as AuthContext).auth;
  };
  return {
    gatewayUrl,
    tokenUrl,
    secretId,
    token: async ({ timeoutMs, signal }) => {
      try {
        return await ask(timeoutMs);
      } catch (error) {
        if (isSecretDenied(error)) {
          throw new SecretDeniedError(
            `secretsmanager:GetSecretValue on ${secretId}. The role's policies and the secret's resource policy must allow it.`,
            { cause: error },
          );
        }
        if (!isThrottled(error)) throw error;
        await wait(secondAttemptAfterMs, undefined, { signal });
        return ask(timeoutMs);
      }
    },
  };
};

const isSecretDenied = (error: unknown): boolean =>
  error instanceof AuthError && error.code === 'SECRET_ACCESS_DENIED';

const isThrottled = (error: unknown): boolean => error instanceof AuthError && error.status === 429;
