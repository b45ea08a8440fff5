import * as z from 'zod/mini';
import { createSecret } from './create-secret.ts';
import { RotationError } from './errors.ts';
import { finishSecret } from './finish-secret.ts';
import type { RotationPorts, Step } from './rotation-step.ts';
import { testSecret } from './test-secret.ts';

const steps = {
  createSecret,
  // Cognito accepts a client secret as soon as it is added.
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

/** The part of the Powertools logger that this service uses. */
export type Log = {
  info(message: string, fields: Readonly<Record<string, string>>): void;
};

export type HandlerOptions = RotationPorts & {
  /** ARN of the secret to rotate. */
  readonly secretId: string;
  readonly log: Log;
};

/**
 * Creates the handler, which runs one step of a rotation per invocation. It does nothing if the rotation is
 * already finished.
 *
 * @throws RotationError
 */
export const createHandler = (options: HandlerOptions) => {
  const { log, secretId, versions } = options;
  return async (event: unknown): Promise<void> => {
    const { Step: step, ClientRequestToken: versionId } = parseEvent(event, secretId);
    const description = await versions.describe();
    if (!description.rotationEnabled) {
      throw new RotationError('ROTATION_NOT_ENABLED', 'Rotation is not enabled for the secret.');
    }
    const labels = description.labels[versionId] ?? [];
    if (labels.includes('AWSCURRENT')) {
      log.info('The version is already current', { step, versionId });
      return;
    }
    if (!labels.includes('AWSPENDING')) {
      // Another caller of the function chooses the id, and Lambda writes the message into the log.
      throw new RotationError('VERSION_NOT_PENDING', 'The version of the event is not pending.');
    }
    await steps[step]({ versionId, description }, options);
    log.info('Rotation step done', { step, versionId });
  };
};

const parseEvent = (event: unknown, secretId: string) => {
  const parsed = rotationEvent.safeParse(event);
  if (!parsed.success) {
    throw new RotationError('EVENT_MALFORMED', 'The event is not a step of a secret rotation.');
  }
  if (parsed.data.SecretId !== secretId) {
    throw new RotationError('EVENT_MALFORMED', 'The event names another secret.');
  }
  return parsed.data;
};
