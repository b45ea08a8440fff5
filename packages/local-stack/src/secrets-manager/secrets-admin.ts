import type { Clock } from '@hopwise/auth/clock';
import { port } from '../aws-service/ports.ts';
import { addCurrentVersion, moveStage, type SecretStore } from './secret-store.ts';

/** What an administrator of the secrets can do without a permission. */
export type SecretsAdmin = {
  /** Marks a secret for deletion; the returned function restores it. */
  delete(secretId: string): () => void;
  /**
   * Makes a value the current one. The returned function makes the previous version current again, unless
   * another version has become current since.
   */
  putCurrent(secretId: string, secretString: string): () => void;
  /** Settles with the last rotation of a secret; rejects where it failed. */
  rotationEnded(secretId: string): Promise<void>;
};

export const secretsAdmin = port<SecretsAdmin>('secrets administration');

export const createSecretsAdmin = (
  store: SecretStore,
  clock: Clock,
): Omit<SecretsAdmin, 'rotationEnded'> => ({
  delete(secretId) {
    const secret = store.find(secretId);
    secret.deletedAtMs = clock.now();
    return () => {
      secret.deletedAtMs = undefined;
    };
  },
  putCurrent(secretId, secretString) {
    const secret = store.find(secretId);
    const before = secret.stages.get('AWSCURRENT');
    addCurrentVersion(secret, secretString, clock.now());
    const put = secret.stages.get('AWSCURRENT');
    return () => {
      const isCurrent = secret.stages.get('AWSCURRENT') === put;
      if (before !== undefined && isCurrent) moveStage(secret, 'AWSCURRENT', before);
    };
  },
});
