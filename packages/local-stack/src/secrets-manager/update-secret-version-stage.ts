import {
  UpdateSecretVersionStage$,
  type UpdateSecretVersionStageRequest,
  type UpdateSecretVersionStageResponse,
} from '@aws-sdk/client-secrets-manager';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { operation } from '../aws-endpoint/operation.ts';
import { moveStage, type StoredSecret, secretNotFound } from './secret-store.ts';
import type { SecretsState } from './secrets-state.ts';

/** Moves a staging label. The request must name the version that has the label. */
export const updateSecretVersionStage = operation<
  UpdateSecretVersionStageRequest,
  UpdateSecretVersionStageResponse,
  SecretsState
>(UpdateSecretVersionStage$, {
  action: 'secretsmanager:UpdateSecretVersionStage',
  deniedToOperator: true,
  resource: ({ SecretId = '' }) => SecretId,
  run(
    { SecretId = '', VersionStage = '', RemoveFromVersionId, MoveToVersionId },
    { store, clock },
  ) {
    const secret = store.findUsable(SecretId);
    requireVersion(secret, MoveToVersionId);
    requireVersion(secret, RemoveFromVersionId);
    requireHolder(secret, VersionStage, { RemoveFromVersionId, MoveToVersionId });
    if (MoveToVersionId !== undefined) {
      moveStage(secret, VersionStage, MoveToVersionId);
    } else {
      removeStage(secret, VersionStage);
    }
    secret.lastChangedAtMs = clock.now();
    return { ARN: secret.arn, Name: secret.name };
  },
});

const requireHolder = (
  secret: StoredSecret,
  stage: string,
  { RemoveFromVersionId, MoveToVersionId }: Partial<UpdateSecretVersionStageRequest>,
): void => {
  const holder = secret.stages.get(stage);
  if (RemoveFromVersionId !== undefined && RemoveFromVersionId !== holder) {
    throw invalidParameter(
      `The version in RemoveFromVersionId does not have the staging label ${stage}.`,
    );
  }
  if (RemoveFromVersionId === undefined && holder !== undefined && holder !== MoveToVersionId) {
    throw invalidParameter(
      `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder}, so you must explicitly reference that version in RemoveFromVersionId.`,
    );
  }
};

const removeStage = (secret: StoredSecret, stage: string): void => {
  if (stage === 'AWSCURRENT') {
    throw invalidParameter('You can only move staging label AWSCURRENT to a different version.');
  }
  secret.stages.delete(stage);
};

const requireVersion = (secret: StoredSecret, versionId: string | undefined): void => {
  if (versionId === undefined || secret.versions.has(versionId)) return;
  throw secretNotFound(
    `Secrets Manager can't find the specified secret value for VersionId: ${versionId}`,
  );
};

const invalidParameter = (message: string): AwsError =>
  new AwsError('InvalidParameterException', message);
