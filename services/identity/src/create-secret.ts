import type { ClientSecret } from './client-secrets.ts';
import { RotationError } from './errors.ts';
import type { Rotation, RotationPorts, Step } from './rotation-step.ts';

/** Cognito's limit per client. */
const maxClientSecrets = 2;

/**
 * Adds a client secret in Cognito and stores it as AWSPENDING. Cognito generates the value, so one step does
 * both. If the step fails in between, the next run deletes the unused client secret.
 *
 * @throws RotationError `PENDING_SECRET_LOST`, `SECRET_MALFORMED`, `AWS_CALL_FAILED`
 */
export const createSecret: Step = async (rotation, ports) => {
  const { versions, clientSecrets } = ports;
  if (await isPending(rotation, ports)) return;
  const current = await versions.read('AWSCURRENT');
  if (!current) {
    throw new RotationError('SECRET_MALFORMED', 'The secret has no current version.');
  }
  const { clientId } = current;
  const existing = await clientSecrets.list(clientId);
  if (existing.length >= maxClientSecrets) {
    const previous = current.clientSecretId ? undefined : await versions.read('AWSPREVIOUS');
    const obsolete = allExceptInUse(existing, current.clientSecretId ?? previous?.clientSecretId);
    for (const { id } of obsolete) await clientSecrets.delete(clientId, id);
  }
  const { id, value } = await clientSecrets.add(clientId);
  await versions.putPending(rotation.versionId, {
    ...current,
    clientSecret: value,
    clientSecretId: id,
  });
};

/** Without a known id, the oldest client secret is in use: the template created it, and stored no id. */
const allExceptInUse = (
  existing: readonly ClientSecret[],
  idInUse: string | undefined,
): readonly ClientSecret[] => {
  const oldestFirst = existing.toSorted((one, other) => one.createdAtMs - other.createdAtMs);
  const inUse = oldestFirst.find(({ id }) => id === idInUse) ?? oldestFirst[0];
  return oldestFirst.filter((secret) => secret !== inUse);
};

/**
 * Whether the version already has a value. Cancels the rotation if Cognito no longer has the client secret:
 * the value of a version cannot be replaced, and every retry would fail.
 */
const isPending = async (
  { versionId }: Rotation,
  { versions, clientSecrets }: RotationPorts,
): Promise<boolean> => {
  const pending = await versions.read('AWSPENDING', versionId);
  if (!pending) return false;
  const existing = await clientSecrets.list(pending.clientId);
  if (existing.some(({ id }) => id === pending.clientSecretId)) return true;
  await versions.cancelPending(versionId);
  throw new RotationError(
    'PENDING_SECRET_LOST',
    `Cognito no longer has the client secret of version ${versionId}. This rotation is cancelled.`,
  );
};
