import type { DeployedKey } from '../kms/assemble-keys.ts';

/** An `AWS::SecretsManager::Secret` as deployed: its first version and its rotation. */
export type DeployedSecret = {
  readonly arn: string;
  readonly name: string;
  readonly secretString: string;
  /** The key of the template that encrypts the secret. Default: the key of AWS, which everyone in the account can use. */
  readonly key?: DeployedKey | undefined;
  readonly rotation?: SecretRotation | undefined;
};

/** An `AWS::SecretsManager::RotationSchedule`. */
export type SecretRotation = {
  readonly lambdaArn: string;
  readonly automaticallyAfterDays: number | undefined;
};
