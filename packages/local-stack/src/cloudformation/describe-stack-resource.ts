import {
  DescribeStackResource$,
  type DescribeStackResourceInput,
  type DescribeStackResourceOutput,
} from '@aws-sdk/client-cloudformation';
import { operation } from '../aws-endpoint/operation.ts';
import { creationTime } from '../deployment/creation-time.ts';
import {
  type CloudFormationState,
  describedResource,
  stackArn,
  stackNamed,
  validationError,
} from './cloudformation-state.ts';

export const describeStackResource = operation<
  DescribeStackResourceInput,
  DescribeStackResourceOutput,
  CloudFormationState
>(DescribeStackResource$, {
  action: 'cloudformation:DescribeStackResource',
  resource: stackArn,
  run({ StackName, LogicalResourceId }, state) {
    const found = stackNamed(StackName, state).resources.find(
      ({ logicalId }) => logicalId === LogicalResourceId,
    );
    if (!found) {
      throw validationError(`Resource ${LogicalResourceId} does not exist for stack ${StackName}`);
    }
    return {
      StackResourceDetail: {
        StackName: state.stackName,
        StackId: state.stackId,
        ...describedResource(found),
        LastUpdatedTimestamp: creationTime,
      },
    };
  },
});
