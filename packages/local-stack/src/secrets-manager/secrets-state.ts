import type { Clock } from '@hopwise/auth/clock';
import type { Session } from '../access/session.ts';
import { port } from '../aws-service/ports.ts';
import type { Rotations } from './rotations.ts';
import type { SecretStore } from './secret-store.ts';

/** A secret value that was returned, and the session that read it. */
export type SecretRead = { readonly session: Session; readonly secretString: string };

/** Receives every read of a secret value. */
export const secretReads = port<(read: SecretRead) => void>('receiver of secret reads');

/** The state of Secrets Manager. */
export type SecretsState = {
  readonly store: SecretStore;
  readonly rotations: Rotations;
  readonly clock: Clock;
  readonly onSecretRead: (read: SecretRead) => void;
};
