import {
  ListStacks$,
  type ListStacksInput,
  type ListStacksOutput,
} from '@aws-sdk/client-cloudformation';
import { anyResource, operation } from '../aws-endpoint/operation.ts';
import { creationTime } from '../deployment/creation-time.ts';
import { type CloudFormationState, refuseNextToken } from './cloudformation-state.ts';

const status = 'CREATE_COMPLETE';

export const listStacks = operation<ListStacksInput, ListStacksOutput, CloudFormationState>(
  ListStacks$,
  {
    action: 'cloudformation:ListStacks',
    resource: anyResource,
    run({ NextToken, StackStatusFilter = [status] }, { stackName, stackId }) {
      refuseNextToken(NextToken);
      const summary = {
        StackId: stackId,
        StackName: stackName,
        CreationTime: creationTime,
        StackStatus: status,
      } as const;
      return { StackSummaries: StackStatusFilter.includes(status) ? [summary] : [] };
    },
  },
);
