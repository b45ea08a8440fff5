import {
  DescribeStacks$,
  type DescribeStacksInput,
  type DescribeStacksOutput,
} from '@aws-sdk/client-cloudformation';
import { operation } from '../aws-endpoint/operation.ts';
import { creationTime } from '../deployment/creation-time.ts';
import {
  type CloudFormationState,
  refuseNextToken,
  stackArn,
  stackNamed,
} from './cloudformation-state.ts';

/** Describes the stack that the request names, or every stack. The account has one stack. */
export const describeStacks = operation<
  DescribeStacksInput,
  DescribeStacksOutput,
  CloudFormationState
>(DescribeStacks$, {
  action: 'cloudformation:DescribeStacks',
  actsOn: ['StackName', 'NextToken'],
  resource: stackArn,
  run({ StackName, NextToken }, state) {
    refuseNextToken(NextToken);
    const { outputs } = StackName === undefined ? state.stack() : stackNamed(StackName, state);
    return {
      Stacks: [
        {
          StackId: state.stackId,
          StackName: state.stackName,
          CreationTime: creationTime,
          StackStatus: 'CREATE_COMPLETE',
          Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({
            OutputKey,
            OutputValue,
          })),
          Tags: [],
        },
      ],
    };
  },
});
