import {
  ListStackResources$,
  type ListStackResourcesInput,
  type ListStackResourcesOutput,
} from '@aws-sdk/client-cloudformation';
import { operation } from '../aws-endpoint/operation.ts';
import { creationTime } from '../deployment/creation-time.ts';
import {
  type CloudFormationState,
  describedResource,
  refuseNextToken,
  stackArn,
  stackNamed,
} from './cloudformation-state.ts';

/** Lists every resource in one page. */
export const listStackResources = operation<
  ListStackResourcesInput,
  ListStackResourcesOutput,
  CloudFormationState
>(ListStackResources$, {
  action: 'cloudformation:ListStackResources',
  actsOn: ['StackName', 'NextToken'],
  resource: stackArn,
  run({ StackName, NextToken }, state) {
    refuseNextToken(NextToken);
    return {
      StackResourceSummaries: stackNamed(StackName, state).resources.map((resource) => ({
        ...describedResource(resource),
        LastUpdatedTimestamp: creationTime,
      })),
    };
  },
});
