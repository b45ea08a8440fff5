import { AuthError, isInstance } from '../errors/auth-error.ts';

export type ClientCredentials = { readonly clientId: string; readonly clientSecret: string };

/** Reads the client credentials, for example from Secrets Manager. */
export type CredentialsSource = {
  /** Reads the current credentials without caching. Called when a token is fetched, not on every invocation. */
  read(): Promise<ClientCredentials>;
};

const maxLength = 4_096;

const malformed = (secretId: string, expected: string): AuthError =>
  new AuthError(
    'SECRET_MALFORMED',
    `secret ${typeof secretId === 'string' ? secretId : 'without an id'}: ${expected}`,
  );

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= maxLength;

const readField = (value: object, field: string, secretId: string): string => {
  const text: unknown = Object.hasOwn(value, field) ? Reflect.get(value, field) : undefined;
  if (isText(text)) return text;
  throw malformed(secretId, `${field} must be a string of 1 to ${maxLength} characters`);
};

/** Returns a checked copy of credentials from another source. Throws `SECRET_MALFORMED` with the name of the source. */
export const readCredentials = (value: unknown, source: string): ClientCredentials => {
  try {
    const { clientId, clientSecret }: Partial<ClientCredentials> = Object(value);
    if (isText(clientId) && isText(clientSecret)) return { clientId, clientSecret };
  } catch {
    // A getter or a proxy can throw anything.
  }
  throw new AuthError(
    'SECRET_MALFORMED',
    `${typeof source === 'string' ? source : 'the source'} must be an object with clientId and clientSecret, strings of 1 to ${maxLength} characters`,
  );
};

/**
 * Reads the client credentials from a secret's parsed JSON. Ignores other keys.
 * Throws `SECRET_MALFORMED` with the secret's id and the field, without the content.
 */
export const parseClientSecret = (value: unknown, secretId: string): ClientCredentials => {
  try {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return {
        clientId: readField(value, 'clientId', secretId),
        clientSecret: readField(value, 'clientSecret', secretId),
      };
    }
  } catch (error) {
    if (isInstance(error, AuthError)) throw error;
  }
  throw malformed(secretId, 'must be a JSON object with clientId and clientSecret');
};
