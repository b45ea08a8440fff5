/** An `AWS::SecretsManager::Secret` as deployed: its first version. */
export type DeployedSecret = {
  readonly arn: string;
  readonly name: string;
  readonly secretString: string;
};
