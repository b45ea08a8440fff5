import {
  DescribeStackResources$,
  type DescribeStackResourcesInput,
  type DescribeStackResourcesOutput,
} from '@aws-sdk/client-cloudformation';
import { operation } from '../aws-endpoint/operation.ts';
import { creationTime } from '../deployment/creation-time.ts';
import type { DeployedResource } from '../deployment/resource-type.ts';
import {
  type CloudFormationState,
  describedResource,
  stackArn,
  stackNamed,
  validationError,
} from './cloudformation-state.ts';

export const describeStackResources = operation<
  DescribeStackResourcesInput,
  DescribeStackResourcesOutput,
  CloudFormationState
>(DescribeStackResources$, {
  action: 'cloudformation:DescribeStackResources',
  actsOn: ['StackName', 'LogicalResourceId', 'PhysicalResourceId'],
  resource: stackArn,
  run: (input, state) => ({
    StackResources: resourcesOf(input, state).map((resource) => ({
      StackName: state.stackName,
      StackId: state.stackId,
      ...describedResource(resource),
      Timestamp: creationTime,
    })),
  }),
});

/** A request names the stack, or one of its resources by the physical id. */
const resourcesOf = (
  { StackName, LogicalResourceId, PhysicalResourceId }: DescribeStackResourcesInput,
  state: CloudFormationState,
): readonly DeployedResource[] => {
  const resources =
    PhysicalResourceId === undefined
      ? stackNamed(StackName, state).resources
      : resourcesBeside(PhysicalResourceId, { StackName, state });
  return resources.filter(
    ({ logicalId }) => LogicalResourceId === undefined || logicalId === LogicalResourceId,
  );
};

type Beside = { readonly StackName: string | undefined; readonly state: CloudFormationState };

/** The resources of the stack that has the resource with this physical id. */
const resourcesBeside = (physicalId: string, { StackName, state }: Beside) => {
  const { resources } = state.stack();
  if (StackName !== undefined) {
    throw validationError('Specify either StackName or PhysicalResourceId, but not both.');
  }
  if (resources.some(({ ref }) => ref === physicalId)) return resources;
  throw validationError(`Stack for ${physicalId} does not exist`);
};
