import type { AccessControl } from '../access/access-control.ts';
import type { Session } from '../access/session.ts';
import type { Account } from '../account.ts';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import type { StoredSecret } from './secret-store.ts';

type Use = {
  readonly action: 'kms:Decrypt' | 'kms:GenerateDataKey';
  readonly versionId: string;
  readonly session: Session;
};

/**
 * Secrets Manager uses the key of a secret with the caller's permissions. The key policy must allow it, or let the
 * account's identity policies decide. Throws `AccessDeniedException`.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
export const useKey = (
  { arn, key }: Pick<StoredSecret, 'arn' | 'key'>,
  { action, versionId, session }: Use,
  { access, account }: { readonly access: AccessControl; readonly account: Account },
): void => {
  if (key === undefined) return;
  const { effect } = access.authorize({
    caller: { kind: 'session', session },
    action,
    resource: key.arn,
    resourcePolicy: key.policy,
    mustBeAllowedByResource: true,
    context: {
      'kms:ViaService': `secretsmanager.${account.region}.amazonaws.com`,
      'kms:CallerAccount': account.accountId,
      'kms:EncryptionContext:SecretARN': arn,
      'kms:EncryptionContext:SecretVersionId': versionId,
      'kms:EncryptionContextKeys': ['SecretARN', 'SecretVersionId'],
    },
    hop: 6,
  });
  if (effect === 'allow') return;
  throw new AwsError('AccessDeniedException', 'Access to KMS is not allowed');
};
