import { randomUUID } from 'node:crypto';
import {
  PutSecretValue$,
  type PutSecretValueRequest,
  type PutSecretValueResponse,
} from '@aws-sdk/client-secrets-manager';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { operation } from '../aws-endpoint/operation.ts';
import { addVersion, type SecretVersion, stagesOf } from './secret-store.ts';
import type { SecretsState } from './secrets-state.ts';
import { useKey } from './use-key.ts';

const maxValueBytes = 65_536;

/** Adds a version. A repeated token with the same value has no effect, and with a different value is an error. */
export const putSecretValue = operation<
  PutSecretValueRequest,
  PutSecretValueResponse,
  SecretsState
>(PutSecretValue$, {
  action: 'secretsmanager:PutSecretValue',
  deniedToOperator: true,
  resource: ({ SecretId = '' }) => SecretId,
  decides: ['kms:GenerateDataKey', 'kms:Decrypt'],
  run(input, state, { session }) {
    const { store, clock } = state;
    const secret = store.findUsable(input.SecretId ?? '');
    const version = newVersion(input, clock.now());
    const { versionId } = version;
    for (const action of ['kms:GenerateDataKey', 'kms:Decrypt'] as const) {
      useKey(secret, { action, versionId, session }, state);
    }
    const existing = secret.versions.get(versionId);
    if (existing && !sameValue(existing, version)) {
      throw new AwsError(
        'ResourceExistsException',
        `You can't use ClientRequestToken ${versionId} because that value is already in use for a version of secret ${secret.arn}.`,
      );
    }
    if (!existing) {
      addVersion(secret, version, input.VersionStages ?? ['AWSCURRENT']);
      secret.lastChangedAtMs = clock.now();
    }
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: versionId,
      VersionStages: stagesOf(secret, versionId),
    };
  },
});

const newVersion = (input: PutSecretValueRequest, nowMs: number): SecretVersion => {
  const { ClientRequestToken, SecretString, SecretBinary } = input;
  if ((SecretString === undefined) === (SecretBinary === undefined)) {
    throw invalidParameter('You must provide either SecretString or SecretBinary, not both.');
  }
  if (Buffer.byteLength(SecretString ?? SecretBinary ?? '') > maxValueBytes) {
    throw invalidParameter(`The secret value must have at most ${maxValueBytes} bytes.`);
  }
  const versionId = ClientRequestToken ?? randomUUID();
  if (versionId.length < 32 || versionId.length > 64) {
    throw invalidParameter('ClientRequestToken must have 32 to 64 characters.');
  }
  return {
    versionId,
    secretString: SecretString,
    secretBinary: SecretBinary,
    createdAtMs: nowMs,
  };
};

const sameValue = (left: SecretVersion, right: SecretVersion): boolean =>
  left.secretString === right.secretString &&
  Buffer.compare(left.secretBinary ?? Buffer.alloc(0), right.secretBinary ?? Buffer.alloc(0)) === 0;

const invalidParameter = (message: string): AwsError =>
  new AwsError('InvalidParameterException', message);
