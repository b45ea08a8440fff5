import type { Clock } from '@hopwise/auth/clock';
import type { AccessControl } from '../access/access-control.ts';
import type { Account } from '../account.ts';
import type { SecretRead } from '../decisions/token-request-turns.ts';
import type { Rotations } from './rotations.ts';
import type { SecretStore } from './secret-store.ts';

/** The state of Secrets Manager. */
export type SecretsState = {
  readonly access: AccessControl;
  readonly account: Account;
  readonly store: SecretStore;
  readonly rotations: Rotations;
  readonly clock: Clock;
  readonly onSecretRead: (read: SecretRead) => void;
};
