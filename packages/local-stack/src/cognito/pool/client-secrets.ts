import { randomInt } from 'node:crypto';
import type { Clock } from '@hopwise/auth/clock';
import { secretsEqual } from '../../access/secrets-equal.ts';
import type { DeployedUserPoolClient } from './deployed-user-pool.ts';

const maxSecrets = 2;
const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
const generatedLength = 51;
const suppliedSecret = /^[\w+]{24,64}$/;

export type ClientSecret = DeployedUserPoolClient['secrets'][number] & {
  readonly createdAtMs: number;
};

export type ClientSecretErrorCode =
  | 'InvalidParameterException'
  | 'LimitExceededException'
  | 'ResourceNotFoundException';

export class ClientSecretError extends Error {
  override readonly name = 'ClientSecretError';
  readonly code: ClientSecretErrorCode;

  constructor(code: ClientSecretErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The active secrets of one app client, as `AddUserPoolClientSecret` and its siblings change them. */
export type ClientSecrets = {
  list(): readonly ClientSecret[];
  /** Adds a given secret of 24 to 64 characters, or a random one. Throws `ClientSecretError`. */
  add(value?: string): ClientSecret;
  /** Throws `ClientSecretError` for the last secret. */
  delete(clientSecretId: string): void;
  matches(value: string): boolean;
};

const generateSecret = (): string =>
  Array.from({ length: generatedLength }, () => alphabet[randomInt(alphabet.length)]).join('');

export const createClientSecrets = (
  { clientId, secrets }: DeployedUserPoolClient,
  clock: Clock,
): ClientSecrets => {
  let live: readonly ClientSecret[] = secrets.map((secret) => ({
    ...secret,
    createdAtMs: clock.now(),
  }));

  /** `<clientId>--<epoch>`. Adds milliseconds when two ids would be equal. */
  const nextId = (epochMs: number): string => {
    const id = `${clientId}--${epochMs}`;
    return live.some(({ clientSecretId }) => clientSecretId === id) ? nextId(epochMs + 1) : id;
  };

  return {
    list: () => live,
    add(value = generateSecret()) {
      if (!suppliedSecret.test(value)) {
        throw new ClientSecretError(
          'InvalidParameterException',
          `A secret of app client ${clientId} must have 24 to 64 letters, digits, _ or +.`,
        );
      }
      if (live.length >= maxSecrets) {
        throw new ClientSecretError(
          'LimitExceededException',
          `App client ${clientId} has ${maxSecrets} secrets, which is the maximum.`,
        );
      }
      const createdAtMs = clock.now();
      const secret = { clientSecretId: nextId(createdAtMs), value, createdAtMs };
      live = [...live, secret];
      return secret;
    },
    delete(clientSecretId) {
      const rest = live.filter((secret) => secret.clientSecretId !== clientSecretId);
      if (rest.length === live.length) {
        throw new ClientSecretError(
          'ResourceNotFoundException',
          `App client ${clientId} has no secret ${clientSecretId}.`,
        );
      }
      if (rest.length === 0) {
        throw new ClientSecretError(
          'InvalidParameterException',
          `Secret ${clientSecretId} is the last of app client ${clientId} and cannot be deleted.`,
        );
      }
      live = rest;
    },
    /** Compares with every secret, so that the time does not reveal which one matches. */
    matches: (value) => live.filter((secret) => secretsEqual(secret.value, value)).length > 0,
  };
};
