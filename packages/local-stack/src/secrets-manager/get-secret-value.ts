import {
  GetSecretValue$,
  type GetSecretValueRequest,
  type GetSecretValueResponse,
} from '@aws-sdk/client-secrets-manager';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { operation } from '../aws-endpoint/operation.ts';
import { type SecretVersion, type StoredSecret, secretNotFound, stagesOf } from './secret-store.ts';
import type { SecretsState } from './secrets-state.ts';
import { useKey } from './use-key.ts';

export const getSecretValue = operation<
  GetSecretValueRequest,
  GetSecretValueResponse,
  SecretsState
>(GetSecretValue$, {
  action: 'secretsmanager:GetSecretValue',
  resource: ({ SecretId = '' }) => SecretId,
  decides: ['kms:Decrypt'],
  run({ SecretId = '', VersionId, VersionStage }, state, { session }) {
    const { store, onSecretRead } = state;
    const secret = store.findUsable(SecretId);
    const version = versionOf(secret, VersionId, VersionStage);
    const { versionId, secretString, secretBinary, createdAtMs } = version;
    useKey(secret, { action: 'kms:Decrypt', versionId, session }, state);
    if (secretString !== undefined) onSecretRead({ session, secretString });
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: versionId,
      SecretString: secretString,
      SecretBinary: secretBinary,
      VersionStages: stagesOf(secret, versionId),
      CreatedDate: new Date(createdAtMs),
    };
  },
});

const versionOf = (
  secret: StoredSecret,
  versionId: string | undefined,
  versionStage: string | undefined,
): SecretVersion => {
  const stage = versionStage ?? (versionId === undefined ? 'AWSCURRENT' : undefined);
  const staged = stage === undefined ? undefined : secret.stages.get(stage);
  const version = secret.versions.get(versionId ?? staged ?? '');
  if (!version) {
    const label = versionId === undefined ? `staging label: ${stage}` : `VersionId: ${versionId}`;
    throw secretNotFound(`Secrets Manager can't find the specified secret value for ${label}`);
  }
  if (stage !== undefined && staged !== version.versionId) {
    throw new AwsError(
      'InvalidRequestException',
      'You provided a VersionStage that is not associated to the provided VersionId.',
    );
  }
  return version;
};
