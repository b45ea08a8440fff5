import { AuthError } from './errors.ts';

export type ClientCredentials = { readonly clientId: string; readonly clientSecret: string };

/** Where the client credentials live. Asked when there is no token, not on every invocation. */
export type CredentialsSource = {
  /** Reads the current credentials anew; whoever asks decides how long they are kept. */
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
  throw malformed(secretId, 'must be a JSON object with clientId and clientSecret');
};
