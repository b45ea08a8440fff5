import { RotationError } from './errors.ts';
import type { RotationPorts, Step } from './rotation-step.ts';
import type { SecretValue } from './secret-value.ts';

/** Pauses between attempts. Cognito sometimes needs a few seconds to accept a new client secret. */
const pausesMs = [1_000, 2_000, 4_000] as const;

/**
 * Requests a token with AWSPENDING, like the gateway's callers. When a rotation schedule is deployed, Secrets
 * Manager runs only this step, to test the configuration. There is no pending version then, and the step uses
 * the current one.
 *
 * @throws RotationError `PENDING_SECRET_REFUSED`, `SECRET_MALFORMED`, `AWS_CALL_FAILED`
 */
export const testSecret: Step = async ({ versionId }, ports) => {
  const { versions } = ports;
  const credentials =
    (await versions.read('AWSPENDING', versionId)) ?? (await versions.read('AWSCURRENT'));
  if (credentials) return requestWithRetries(credentials, ports);
  throw new RotationError('SECRET_MALFORMED', 'The secret has no version to test.');
};

const requestWithRetries = async (
  credentials: SecretValue,
  { requestToken, wait }: RotationPorts,
): Promise<void> => {
  let refusal: unknown;
  for (const pauseMs of [0, ...pausesMs]) {
    if (pauseMs > 0) await wait(pauseMs);
    try {
      await requestToken(credentials);
      return;
    } catch (error) {
      refusal = error;
    }
  }
  throw new RotationError(
    'PENDING_SECRET_REFUSED',
    `The token endpoint issued no token for the pending secret in ${pausesMs.length + 1} attempts.`,
    { cause: refusal },
  );
};
