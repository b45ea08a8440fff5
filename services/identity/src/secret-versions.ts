import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { awsCall, ifFound } from './aws-call.ts';
import { parseSecretValue, type SecretValue } from './secret-value.ts';

export type SecretDescription = {
  readonly rotationEnabled: boolean;
  /** Staging labels by version id. */
  readonly labels: Readonly<Record<string, readonly string[]>>;
};

/** The versions of the secret in Secrets Manager. All methods throw `AWS_CALL_FAILED`. */
export type SecretVersions = {
  describe(): Promise<SecretDescription>;
  /** `undefined` if no version has the label, or if the version has no value yet. Throws `SECRET_MALFORMED`. */
  read(label: string, versionId?: string): Promise<SecretValue | undefined>;
  putPending(versionId: string, value: SecretValue): Promise<void>;
  /** Removes the label AWSPENDING from a version, so that the next rotation can start. */
  cancelPending(versionId: string): Promise<void>;
  makeCurrent(versionId: string, previousVersionId: string | undefined): Promise<void>;
};

export const createSecretVersions = (
  client: SecretsManagerClient,
  SecretId: string,
): SecretVersions => ({
  async describe() {
    const call = client.send(new DescribeSecretCommand({ SecretId }));
    const { RotationEnabled, VersionIdsToStages } = await awsCall('DescribeSecret', call);
    return { rotationEnabled: RotationEnabled === true, labels: VersionIdsToStages ?? {} };
  },
  async read(VersionStage, VersionId) {
    const call = client.send(new GetSecretValueCommand({ SecretId, VersionId, VersionStage }));
    const found = await ifFound(awsCall('GetSecretValue', call));
    return found && parseSecretValue(found.SecretString);
  },
  async putPending(ClientRequestToken, value) {
    const call = client.send(
      new PutSecretValueCommand({
        SecretId,
        ClientRequestToken,
        SecretString: JSON.stringify(value),
        VersionStages: ['AWSPENDING'],
      }),
    );
    await awsCall('PutSecretValue', call);
  },
  async cancelPending(RemoveFromVersionId) {
    const change = { SecretId, VersionStage: 'AWSPENDING', RemoveFromVersionId };
    await awsCall(
      'UpdateSecretVersionStage',
      client.send(new UpdateSecretVersionStageCommand(change)),
    );
  },
  async makeCurrent(MoveToVersionId, RemoveFromVersionId) {
    const change = { SecretId, VersionStage: 'AWSCURRENT', MoveToVersionId, RemoveFromVersionId };
    await awsCall(
      'UpdateSecretVersionStage',
      client.send(new UpdateSecretVersionStageCommand(change)),
    );
  },
});
