import { awsService } from '../aws-service/aws-service.ts';
import { type CloudFormationState, deployedByTemplate, stackIdOf } from './cloudformation-state.ts';
import { describeStackResource } from './describe-stack-resource.ts';
import { describeStackResources } from './describe-stack-resources.ts';
import { describeStacks } from './describe-stacks.ts';
import { getTemplate } from './get-template.ts';
import { listStackResources } from './list-stack-resources.ts';
import { listStacks } from './list-stacks.ts';

/** CloudFormation: describes the stack itself. */
export const cloudFormation = awsService<undefined, CloudFormationState>({
  signingName: 'cloudformation',
  api: {
    protocol: 'awsQuery',
    hop: null,
    validationCode: 'ValidationError',
    insteadOf: [
      {
        operations: /^(?:Create|Update|Delete|Execute|Rollback)/,
        instead: '`hopwise start` deploys the template, and `hopwise stop` removes the stack.',
      },
    ],
    operations: [
      describeStackResource,
      describeStackResources,
      describeStacks,
      getTemplate,
      listStackResources,
      listStacks,
    ],
  },
  start: ({ account, stackName, stack }) => ({
    state: {
      stackName,
      stackId: stackIdOf(stackName, account),
      stack: () => deployedByTemplate(stack()),
    },
  }),
});
