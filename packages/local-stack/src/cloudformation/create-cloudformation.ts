import {
  DescribeStackResources$,
  type DescribeStackResourcesInput,
  type DescribeStackResourcesOutput,
  DescribeStacks$,
  type DescribeStacksInput,
  type DescribeStacksOutput,
  GetTemplate$,
  type GetTemplateInput,
  type GetTemplateOutput,
} from '@aws-sdk/client-cloudformation';
import type { AccessControl } from '../access/access-control.ts';
import type { Account } from '../account.ts';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import type { AwsService } from '../aws-endpoint/aws-service.ts';
import { defineOperation } from '../aws-endpoint/schema-operation.ts';
import { createSchemaService } from '../aws-endpoint/schema-service.ts';
import type { DeployedStack } from '../deployment/assemble-stack.ts';

type Options = {
  readonly stackName: string;
  /** As it is at the moment. */
  readonly stack: () => DeployedStack;
  readonly access: Pick<AccessControl, 'authorize'>;
  readonly account: Account;
};

/** CloudFormation, as far as it tells what a stack is made of. */
export const createCloudFormation = (options: Options): AwsService => {
  const named = (stackName: string | undefined): DeployedStack =>
    stackNamed(stackName ?? '', options);
  const timestamp = new Date(0);
  return createSchemaService({
    signingName: 'cloudformation',
    protocol: 'awsQuery',
    validationCode: 'ValidationError',
    operations: [
      defineOperation<DescribeStackResourcesInput, DescribeStackResourcesOutput>(
        DescribeStackResources$,
        ({ StackName }) => ({
          StackResources: named(StackName).resources.map(({ logicalId, ref, type }) => ({
            StackName: options.stackName,
            LogicalResourceId: logicalId,
            PhysicalResourceId: ref,
            ResourceType: type,
            Timestamp: timestamp,
            ResourceStatus: 'CREATE_COMPLETE',
          })),
        }),
      ),
      defineOperation<DescribeStacksInput, DescribeStacksOutput>(
        DescribeStacks$,
        ({ StackName }) => ({
          Stacks: [
            {
              StackName: options.stackName,
              StackStatus: 'CREATE_COMPLETE',
              CreationTime: timestamp,
              Outputs: Object.entries(named(StackName).outputs).map(([OutputKey, OutputValue]) => ({
                OutputKey,
                OutputValue,
              })),
            },
          ],
        }),
      ),
      defineOperation<GetTemplateInput, GetTemplateOutput>(GetTemplate$, ({ StackName }) => ({
        TemplateBody: JSON.stringify(named(StackName).template),
      })),
    ],
    access: options.access,
    account: options.account,
  });
};

const stackNamed = (asked: string, { stackName, stack }: Options): DeployedStack => {
  if (asked === stackName) return stack();
  throw new AwsError('ValidationError', `Stack with id ${asked} does not exist`);
};
