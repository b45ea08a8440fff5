import {
  DescribeSecret$,
  type DescribeSecretRequest,
  type DescribeSecretResponse,
} from '@aws-sdk/client-secrets-manager';
import { defineOperation } from '../aws-endpoint/schema-operation.ts';
import { type SecretStore, stagesOf } from './secret-store.ts';

/** Versions without a staging label are deprecated and not described, as on AWS. */
export const describeSecret = (store: SecretStore) =>
  defineOperation<DescribeSecretRequest, DescribeSecretResponse>(
    DescribeSecret$,
    ({ SecretId = '' }) => {
      const secret = store.find(SecretId);
      return {
        ARN: secret.arn,
        Name: secret.name,
        CreatedDate: new Date(secret.createdAtMs),
        LastChangedDate: new Date(secret.lastChangedAtMs),
        VersionIdsToStages: Object.fromEntries(
          [...new Set(secret.stages.values())].map((id) => [id, stagesOf(secret, id)]),
        ),
      };
    },
  );
