import { nonEmptyText } from '@hopwise/lambda-config/variable-schemas';
import * as z from 'zod/mini';
import { RotationError } from './errors.ts';

const secretValue = z.looseObject({
  clientId: nonEmptyText,
  clientSecret: nonEmptyText,
  clientSecretId: z.optional(nonEmptyText),
});

/** The value of one version of the secret. Other keys are kept from version to version. */
export type SecretValue = {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Cognito's id of the client secret. The version that the template created has no id. */
  readonly clientSecretId?: string | undefined;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Throws `SECRET_MALFORMED`. The error never contains the value. */
export const parseSecretValue = (text: string | undefined): SecretValue => {
  const parsed = secretValue.safeParse(parseJson(text ?? ''));
  if (parsed.success) return parsed.data;
  throw new RotationError(
    'SECRET_MALFORMED',
    'The secret is not a JSON object with clientId and clientSecret.',
  );
};
