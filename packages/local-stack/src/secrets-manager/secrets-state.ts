import type { Clock } from '@hopwise/auth/clock';
import type { SecretRead } from '../decisions/token-request-turns.ts';
import type { Rotations } from './rotations.ts';
import type { SecretStore } from './secret-store.ts';

/** The state of Secrets Manager. */
export type SecretsState = {
  readonly store: SecretStore;
  readonly rotations: Rotations;
  readonly clock: Clock;
  readonly onSecretRead: (read: SecretRead) => void;
};
