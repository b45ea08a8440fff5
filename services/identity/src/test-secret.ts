import type { ClientSecret } from './client-secret.ts';
import { RotationError } from './errors.ts';
import type { RotationPorts, Step } from './rotation.ts';

/** Waits before each further attempt: a new secret may take a moment to be known everywhere. */
const pausesMs = [1_000, 2_000, 4_000] as const;

/**
 * Gets a token with AWSPENDING, as the gateway's callers will. When a schedule is deployed, Secrets
 * Manager runs this step alone, to test the configuration: with no pending value the current one is used.
 *
 * @throws RotationError `PENDING_SECRET_REFUSED`, `SECRET_MALFORMED`, `AWS_CALL_FAILED`
 */
export const testSecret: Step = async ({ versionId }, ports) => {
  const { versions } = ports;
  const credentials =
    (await versions.read('AWSPENDING', versionId)) ?? (await versions.read('AWSCURRENT'));
  if (credentials) return requestWithPatience(credentials, ports);
  throw new RotationError('SECRET_MALFORMED', 'The secret has no version to test.');
};

const requestWithPatience = async (
  credentials: ClientSecret,
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
    `No token came for the pending secret in ${pausesMs.length + 1} attempts.`,
    { cause: refusal },
  );
};
