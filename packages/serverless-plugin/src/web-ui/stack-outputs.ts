import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { webUiConfig } from '@hopwise/contracts/web-ui-config';

/** The address, the bucket, the distribution and the configuration of a deployed page. */
export type WebUiOutputs = {
  readonly url: string;
  readonly bucketName: string;
  readonly distributionId: string;
  /** The content of `/config.json`. */
  readonly config: string;
};

/** Throws when the CloudFormation stack lacks an output of the web UI, or its configuration is invalid. */
export const readWebUiOutputs = async (
  client: CloudFormationClient,
  stackName: string,
): Promise<WebUiOutputs> => {
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
  const outputs = Stacks?.[0]?.Outputs ?? [];
  const outputOf = (key: string): string => {
    const value = outputs.find(({ OutputKey }) => OutputKey === key)?.OutputValue;
    if (value === undefined) throw new Error(`The stack ${stackName} has no output ${key}.`);
    return value;
  };
  return {
    url: outputOf('WebUiUrl'),
    bucketName: outputOf('WebUiBucketName'),
    distributionId: outputOf('WebUiDistributionId'),
    config: JSON.stringify(webUiConfig.parse(JSON.parse(outputOf('WebUiConfig')))),
  };
};
