import { RotationError } from './errors.ts';
import type { LiveSecret } from './live-secrets.ts';
import type { Rotation, RotationPorts, Step } from './rotation.ts';

const maxLiveSecrets = 2;

/**
 * Adds a secret to the client and stores it as AWSPENDING. Cognito picks the value, so both happen here;
 * a run that dies in between leaves a secret that no version names, which the next run deletes.
 *
 * @throws RotationError `PENDING_SECRET_LOST`, `SECRET_MALFORMED`, `AWS_CALL_FAILED`
 */
export const createSecret: Step = async (rotation, ports) => {
  const { versions, liveSecrets } = ports;
  if (await isPending(rotation, ports)) return;
  const current = await versions.read('AWSCURRENT');
  if (!current) {
    throw new RotationError('SECRET_MALFORMED', 'The secret has no current version.');
  }
  const { clientId } = current;
  const live = await liveSecrets.list(clientId);
  if (live.length >= maxLiveSecrets) {
    const previous = current.clientSecretId ? undefined : await versions.read('AWSPREVIOUS');
    const surplus = surplusOf(live, current.clientSecretId ?? previous?.clientSecretId);
    for (const { id } of surplus) await liveSecrets.delete(clientId, id);
  }
  const { id, value } = await liveSecrets.add(clientId);
  await versions.putPending(rotation.versionId, {
    ...current,
    clientSecret: value,
    clientSecretId: id,
  });
};

/** All but the secret in use. That the template wrote the version in use shows in its lack of an id. */
const surplusOf = (
  live: readonly LiveSecret[],
  idInUse: string | undefined,
): readonly LiveSecret[] => {
  const oldestFirst = live.toSorted((one, other) => one.createdAtMs - other.createdAtMs);
  const inUse = oldestFirst.find(({ id }) => id === idInUse) ?? oldestFirst[0];
  return oldestFirst.filter((secret) => secret !== inUse);
};

/** A version's value is written once: with a secret that is gone, it would fail every later rotation. */
const isPending = async (
  { versionId }: Rotation,
  { versions, liveSecrets }: RotationPorts,
): Promise<boolean> => {
  const pending = await versions.read('AWSPENDING', versionId);
  if (!pending) return false;
  const live = await liveSecrets.list(pending.clientId);
  if (live.some(({ id }) => id === pending.clientSecretId)) return true;
  await versions.giveUpPending(versionId);
  throw new RotationError(
    'PENDING_SECRET_LOST',
    `Cognito no longer knows the secret of version ${versionId}: this rotation is given up.`,
  );
};
