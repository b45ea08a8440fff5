import type { NamedPolicy } from '@hopwise/iam/policy-document';
import type { DeployedKey } from '../kms/assemble-keys.ts';

/** An `AWS::SecretsManager::Secret` as deployed: its first version, its key, its resource policy and its rotation. */
export type DeployedSecret = {
  readonly arn: string;
  readonly name: string;
  readonly secretString: string;
  /** The key of the template that encrypts the secret. Default: the key of AWS, which everyone in the account can use. */
  readonly key?: DeployedKey | undefined;
  readonly resourcePolicy?: SecretPolicy | undefined;
  readonly rotation?: SecretRotation | undefined;
};

/** An `AWS::SecretsManager::ResourcePolicy`. */
export type SecretPolicy = NamedPolicy & {
  /** The document as it was written, which Secrets Manager returns unchanged. */
  readonly source: unknown;
};

/** An `AWS::SecretsManager::RotationSchedule`. */
export type SecretRotation = {
  readonly lambdaArn: string;
  readonly automaticallyAfterDays: number | undefined;
};
