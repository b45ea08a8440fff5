import * as z from 'zod/mini';
import { RotationError } from './errors.ts';

const text = z.string().check(z.minLength(1));

const clientSecret = z.looseObject({
  clientId: text,
  clientSecret: text,
  clientSecretId: z.optional(text),
});

/** A version of the secret: the client's credentials, and what its owner keeps beside them. */
export type ClientSecret = {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Cognito's id of this secret. The version that the template wrote has none. */
  readonly clientSecretId?: string | undefined;
};

const parseJson = (value: string): unknown => {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
};

/** Throws `SECRET_MALFORMED`, which never holds what was read. */
export const parseClientSecret = (value: string | undefined): ClientSecret => {
  const parsed = clientSecret.safeParse(parseJson(value ?? ''));
  if (parsed.success) return parsed.data;
  throw new RotationError(
    'SECRET_MALFORMED',
    'The secret is not a JSON object with clientId and clientSecret.',
  );
};
