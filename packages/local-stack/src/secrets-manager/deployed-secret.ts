/** An `AWS::SecretsManager::Secret` as deployed: its first version and its rotation. */
export type DeployedSecret = {
  readonly arn: string;
  readonly name: string;
  readonly secretString: string;
  readonly rotation?: SecretRotation | undefined;
};

/** An `AWS::SecretsManager::RotationSchedule`. */
export type SecretRotation = {
  readonly lambdaArn: string;
  readonly automaticallyAfterDays: number | undefined;
};
