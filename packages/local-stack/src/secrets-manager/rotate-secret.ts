import { randomUUID } from 'node:crypto';
import {
  RotateSecret$,
  type RotateSecretRequest,
  type RotateSecretResponse,
} from '@aws-sdk/client-secrets-manager';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { operation } from '../aws-endpoint/operation.ts';
import type { SecretsState } from './secrets-state.ts';

const configuration = [
  'RotationLambdaARN',
  'RotationRules',
  'ExternalSecretRotationMetadata',
  'ExternalSecretRotationRoleArn',
] as const;

/**
 * Starts a rotation and answers at once. As on AWS, the call is refused while a rotation is unfinished, and that
 * rotation is retried. Only the template configures the rotation of a secret.
 */
export const rotateSecret = operation<RotateSecretRequest, RotateSecretResponse, SecretsState>(
  RotateSecret$,
  {
    action: 'secretsmanager:RotateSecret',
    resource: ({ SecretId = '' }) => SecretId,
    run(input, { store, rotations }) {
      const secret = store.findUsable(input.SecretId ?? '');
      refuseConfiguration(input);
      if (!secret.rotation) {
        throw new AwsError(
          'InvalidRequestException',
          'The secret has no Lambda function to rotate it.',
        );
      }
      const pending = secret.stages.get('AWSPENDING');
      if (pending !== undefined && pending !== secret.stages.get('AWSCURRENT')) {
        rotations.start(secret, pending);
        throw new AwsError(
          'InvalidRequestException',
          "A previous rotation isn't complete. That rotation will be reattempted.",
        );
      }
      const versionId = input.ClientRequestToken ?? randomUUID();
      if (!secret.versions.has(versionId)) {
        // The version has no value until the rotation function stores one.
        secret.stages.set('AWSPENDING', versionId);
        rotations.start(secret, versionId);
      }
      return { ARN: secret.arn, Name: secret.name, VersionId: versionId };
    },
  },
);

const refuseConfiguration = (input: RotateSecretRequest): void => {
  const given = configuration.find((member) => input[member] !== undefined);
  const refused = given ?? (input.RotateImmediately === false ? 'RotateImmediately' : undefined);
  if (refused === undefined) return;
  throw new AwsError(
    'InvalidParameterException',
    `The local stack reads the rotation of a secret from the template and does not change ${refused}.`,
  );
};
