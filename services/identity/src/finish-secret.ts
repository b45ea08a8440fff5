import { RotationError } from './errors.ts';
import type { Step } from './rotation.ts';

/**
 * Makes AWSPENDING the current version. The secret before it stays valid until the next rotation, so that
 * whoever holds it finishes with it.
 *
 * @throws RotationError `VERSION_NOT_PENDING`, `SECRET_MALFORMED`, `AWS_CALL_FAILED`
 */
export const finishSecret: Step = async ({ versionId, description }, { versions }) => {
  if (!(await versions.read('AWSPENDING', versionId))) {
    throw new RotationError('VERSION_NOT_PENDING', `Version ${versionId} has no value yet.`);
  }
  const current = Object.entries(description.labels).find(([, labels]) =>
    labels.includes('AWSCURRENT'),
  );
  await versions.makeCurrent(versionId, current?.[0]);
};
