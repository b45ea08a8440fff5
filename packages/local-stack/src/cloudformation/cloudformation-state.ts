import type { Account } from '../account.ts';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { arn } from '../deployment/arn.ts';
import type { DeployedStack } from '../deployment/deploy-stack.ts';

/** The state of CloudFormation. */
export type CloudFormationState = {
  readonly stackName: string;
  /** The currently deployed stack. */
  readonly stack: () => DeployedStack;
};

/** The stack, if the request names it. Throws `ValidationError`. */
export const stackNamed = (
  asked: string | undefined,
  { stackName, stack }: CloudFormationState,
): DeployedStack => {
  if (asked === stackName) return stack();
  throw new AwsError('ValidationError', `Stack with id ${asked ?? ''} does not exist`);
};

/** The last part of a stack's ARN is an id that AWS creates for the stack. */
export const stackArn = (
  { StackName = '' }: { StackName?: string | undefined },
  account: Account,
) => arn('cloudformation', account, `stack/${StackName}/local`);
