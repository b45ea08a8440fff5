import type { Clock } from '@hopwise/auth/clock';
import { port } from '../aws-service/ports.ts';
import { addCurrentVersion, moveStage, type SecretStore } from './secret-store.ts';

/** Administration of the secrets without a permission check. */
export type SecretsAdmin = {
  /** Marks a secret for deletion. Call the returned function to restore it. */
  delete(secretId: string): () => void;
  /**
   * Makes a value the current one. The returned function makes the previous version current again, unless
   * another version has since become current.
   */
  putCurrent(secretId: string, secretString: string): () => void;
  /** Resolves after the last rotation of a secret, or rejects if it failed. */
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
