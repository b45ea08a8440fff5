import { AuthError } from './errors.ts';

export type ClientCredentials = { readonly clientId: string; readonly clientSecret: string };

/** Where the client credentials live. Asked when there is no token, not on every invocation. */
export type CredentialsSource = {
  /** Reads the current credentials anew; whoever asks decides how long they are kept. */
  read(): Promise<ClientCredentials>;
};

const maxLength = 4_096;

const readField = (value: object, field: string, secretId: string): string => {
  const text: unknown = Object.hasOwn(value, field) ? Reflect.get(value, field) : undefined;
  if (typeof text === 'string' && text !== '' && text.length <= maxLength) return text;
  const expected = `must be a string of 1 to ${maxLength} characters`;
  throw new AuthError('SECRET_MALFORMED', `Secret ${secretId}: ${field} ${expected}.`);
};

/**
 * Takes the client credentials out of a secret's parsed JSON; further keys are left alone.
 * Throws `SECRET_MALFORMED`, which names the secret and the field and never the content.
 */
export const parseClientSecret = (value: unknown, secretId: string): ClientCredentials => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return {
      clientId: readField(value, 'clientId', secretId),
      clientSecret: readField(value, 'clientSecret', secretId),
    };
  }
  throw new AuthError(
    'SECRET_MALFORMED',
    `Secret ${secretId}: a JSON object with clientId and clientSecret was expected.`,
  );
};
