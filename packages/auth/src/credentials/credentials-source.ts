import { AuthError } from '../errors/auth-error.ts';

export type ClientCredentials = { readonly clientId: string; readonly clientSecret: string };

/** Reads the client credentials, for example from Secrets Manager. */
export type CredentialsSource = {
  /** Reads the current credentials without caching. Called when a token is fetched, not on every invocation. */
  read(): Promise<ClientCredentials>;
};

const maxLength = 4_096;

const malformed = (secretId: string, expected: string): AuthError =>
  new AuthError('SECRET_MALFORMED', `secret ${secretId}: ${expected}`);

const readField = (value: object, field: string, secretId: string): string => {
  const text: unknown = Object.hasOwn(value, field) ? Reflect.get(value, field) : undefined;
  if (typeof text === 'string' && text !== '' && text.length <= maxLength) return text;
  throw malformed(secretId, `${field} must be a string of 1 to ${maxLength} characters`);
};

/**
 * Reads the client credentials from a secret's parsed JSON. Ignores other keys.
 * Throws `SECRET_MALFORMED` with the secret's id and the field, without the content.
 */
export const parseClientSecret = (value: unknown, secretId: string): ClientCredentials => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return {
      clientId: readField(value, 'clientId', secretId),
      clientSecret: readField(value, 'clientSecret', secretId),
    };
  }
  throw malformed(secretId, 'must be a JSON object with clientId and clientSecret');
};
