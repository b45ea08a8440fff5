import { RotationError } from './errors.ts';
import type { Step } from './rotation-step.ts';

/**
 * Makes AWSPENDING the current version. Cognito accepts the previous client secret until the next rotation,
 * so callers that still use it do not fail.
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
