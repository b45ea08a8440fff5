import {
  DescribeSecret$,
  type DescribeSecretRequest,
  type DescribeSecretResponse,
} from '@aws-sdk/client-secrets-manager';
import { operation } from '../aws-endpoint/operation.ts';
import { type StoredSecret, stagesOf } from './secret-store.ts';
import type { SecretsState } from './secrets-state.ts';

/** As on AWS, versions without a staging label are deprecated and not described. */
export const describeSecret = operation<
  DescribeSecretRequest,
  DescribeSecretResponse,
  SecretsState
>(DescribeSecret$, {
  action: 'secretsmanager:DescribeSecret',
  actsOn: ['SecretId'],
  resource: ({ SecretId = '' }) => SecretId,
  run({ SecretId = '' }, { store }) {
    const secret = store.find(SecretId);
    const { lastRotatedAtMs, deletedAtMs, key } = secret;
    return {
      ARN: secret.arn,
      Name: secret.name,
      CreatedDate: new Date(secret.createdAtMs),
      LastChangedDate: new Date(secret.lastChangedAtMs),
      ...(lastRotatedAtMs !== undefined && { LastRotatedDate: new Date(lastRotatedAtMs) }),
      ...(deletedAtMs !== undefined && { DeletedDate: new Date(deletedAtMs) }),
      ...(key && { KmsKeyId: key.arn }),
      ...rotationOf(secret),
      VersionIdsToStages: Object.fromEntries(
        [...new Set(secret.stages.values())].map((id) => [id, stagesOf(secret, id)]),
      ),
    };
  },
});

const rotationOf = ({ rotation }: StoredSecret) =>
  rotation && {
    RotationEnabled: true,
    RotationLambdaARN: rotation.lambdaArn,
    RotationRules: { AutomaticallyAfterDays: rotation.automaticallyAfterDays },
  };
