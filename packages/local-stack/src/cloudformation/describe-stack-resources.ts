import {
  DescribeStackResources$,
  type DescribeStackResourcesInput,
  type DescribeStackResourcesOutput,
} from '@aws-sdk/client-cloudformation';
import { operation } from '../aws-endpoint/operation.ts';
import { creationTime } from '../deployment/creation-time.ts';
import { type CloudFormationState, stackArn, stackNamed } from './cloudformation-state.ts';

export const describeStackResources = operation<
  DescribeStackResourcesInput,
  DescribeStackResourcesOutput,
  CloudFormationState
>(DescribeStackResources$, {
  action: 'cloudformation:DescribeStackResources',
  resource: stackArn,
  run: ({ StackName }, state) => ({
    StackResources: stackNamed(StackName, state).resources.map(({ logicalId, ref, type }) => ({
      StackName: state.stackName,
      LogicalResourceId: logicalId,
      PhysicalResourceId: ref,
      ResourceType: type,
      Timestamp: creationTime,
      ResourceStatus: 'CREATE_COMPLETE',
    })),
  }),
});
