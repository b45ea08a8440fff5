import {
  DescribeStacks$,
  type DescribeStacksInput,
  type DescribeStacksOutput,
} from '@aws-sdk/client-cloudformation';
import { operation } from '../aws-endpoint/operation.ts';
import { creationTime } from '../deployment/creation-time.ts';
import { type CloudFormationState, stackArn, stackNamed } from './cloudformation-state.ts';

export const describeStacks = operation<
  DescribeStacksInput,
  DescribeStacksOutput,
  CloudFormationState
>(DescribeStacks$, {
  action: 'cloudformation:DescribeStacks',
  resource: stackArn,
  run: ({ StackName }, state) => {
    const outputs = Object.entries(stackNamed(StackName, state).outputs);
    return {
      Stacks: [
        {
          StackName: state.stackName,
          StackStatus: 'CREATE_COMPLETE',
          CreationTime: creationTime,
          Outputs: outputs.map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
        },
      ],
    };
  },
});
