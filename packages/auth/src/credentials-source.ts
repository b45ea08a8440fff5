import { clientSecret } from './client-secret.ts';
import { AuthError } from './errors.ts';

export type ClientCredentials = { readonly clientId: string; readonly clientSecret: string };

/** Where the client credentials live. Asked when there is no token, not on every invocation. */
export type CredentialsSource = {
  /** Reads the current credentials anew; whoever asks decides how long they are kept. */
  read(): Promise<ClientCredentials>;
};

/**
 * Takes the client credentials out of a secret's parsed JSON.
 * Throws `SECRET_MALFORMED`, which names the secret and the field and never the content.
 */
export const parseClientSecret = (value: unknown, secretId: string): ClientCredentials => {
  const parsed = clientSecret.safeParse(value);
  if (parsed.success) {
    return { clientId: parsed.data.clientId, clientSecret: parsed.data.clientSecret };
  }
  const field = parsed.error.issues[0]?.path[0];
  const expected =
    field === undefined
      ? 'a JSON object with clientId and clientSecret was expected'
      : `${String(field)} must be a string that is not empty`;
  throw new AuthError('SECRET_MALFORMED', `Secret ${secretId}: ${expected}.`);
};
