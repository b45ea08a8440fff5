import * as z from 'zod/mini';
import { RotationError } from './errors.ts';

export type Config = {
  /** ARN of the secret. */
  readonly secretId: string;
  readonly userPoolId: string;
  readonly tokenUrl: string;
  /** `iss` of the tokens that the pool issues. */
  readonly issuer: string;
  readonly scope: string;
};

const httpUrl = z.url({ protocol: /^https?$/ });
const text = z.string().check(z.minLength(1));

const environment = z.object({
  SECRET_ID: text,
  USER_POOL_ID: text,
  TOKEN_URL: httpUrl,
  ISSUER: httpUrl,
  SCOPE: text,
});

/** Throws `CONFIG_INVALID`, naming the variables, never their values. */
export const readConfig = (variables: Readonly<Record<string, string | undefined>>): Config => {
  const parsed = environment.safeParse(variables);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))];
    throw new RotationError(
      'CONFIG_INVALID',
      `These environment variables are missing or malformed: ${names.join(', ')}.`,
    );
  }
  const { SECRET_ID, USER_POOL_ID, TOKEN_URL, ISSUER, SCOPE } = parsed.data;
  return {
    secretId: SECRET_ID,
    userPoolId: USER_POOL_ID,
    tokenUrl: TOKEN_URL,
    issuer: ISSUER,
    scope: SCOPE,
  };
};
