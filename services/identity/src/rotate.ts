import * as z from 'zod/mini';
import { createSecret } from './create-secret.ts';
import { RotationError } from './errors.ts';
import { finishSecret } from './finish-secret.ts';
import type { RotationPorts, Step } from './rotation.ts';
import { testSecret } from './test-secret.ts';

const steps = {
  createSecret,
  // Cognito takes the new secret from the moment at which it is created.
  setSecret: async () => undefined,
  testSecret,
  finishSecret,
} as const satisfies Record<string, Step>;

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html */
const rotationEvent = z.object({
  Step: z.enum(['createSecret', 'setSecret', 'testSecret', 'finishSecret']),
  SecretId: z.string(),
  ClientRequestToken: z.string().check(z.minLength(32), z.maxLength(64)),
});

export type RotationLog = {
  info(message: string, fields: Readonly<Record<string, string>>): void;
};

type Parts = RotationPorts & {
  /** ARN of the one secret that is rotated here. */
  readonly secretId: string;
  readonly log: RotationLog;
};

/**
 * The handler of the rotation: one step of one rotation of the secret. A step of a rotation that is over
 * does nothing.
 *
 * @throws RotationError
 */
export const rotationHandler = (parts: Parts) => {
  const { log, versions } = parts;
  return async (event: unknown): Promise<void> => {
    const { Step: step, ClientRequestToken: versionId } = parseEvent(event, parts.secretId);
    const description = await versions.describe();
    if (!description.rotationEnabled) {
      throw new RotationError('ROTATION_NOT_ENABLED', 'The secret is not set up for rotation.');
    }
    const labels = description.labels[versionId] ?? [];
    if (labels.includes('AWSCURRENT')) {
      log.info('The version is current already', { step, versionId });
      return;
    }
    if (!labels.includes('AWSPENDING')) {
      throw new RotationError('VERSION_NOT_PENDING', `Version ${versionId} is not pending.`);
    }
    await steps[step]({ versionId, description }, parts);
    log.info('Rotation step done', { step, versionId });
  };
};

const parseEvent = (event: unknown, secretId: string) => {
  const parsed = rotationEvent.safeParse(event);
  if (!parsed.success) {
    throw new RotationError('EVENT_MALFORMED', 'The event is not a step of a secret rotation.');
  }
  if (parsed.data.SecretId !== secretId) {
    throw new RotationError('EVENT_MALFORMED', 'The event is about another secret.');
  }
  return parsed.data;
};
