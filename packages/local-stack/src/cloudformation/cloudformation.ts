import { awsService } from '../aws-service/aws-service.ts';
import type { CloudFormationState } from './cloudformation-state.ts';
import { describeStackResources } from './describe-stack-resources.ts';
import { describeStacks } from './describe-stacks.ts';
import { getTemplate } from './get-template.ts';

/** CloudFormation: describes the stack itself. */
export const cloudFormation = awsService<undefined, CloudFormationState>({
  signingName: 'cloudformation',
  api: {
    protocol: 'awsQuery',
    hop: null,
    validationCode: 'ValidationError',
    operations: [describeStackResources, describeStacks, getTemplate],
  },
  start: ({ stackName, stack }) => ({ state: { stackName, stack } }),
});
