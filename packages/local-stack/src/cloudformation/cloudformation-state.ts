import type { Account } from '../account.ts';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { arn } from '../deployment/arn.ts';
import type { DeployedStack } from '../deployment/deploy-stack.ts';
import type { DeployedResource } from '../deployment/resource-type.ts';
import { isAddedPermission } from '../lambda/permission-statement.ts';

/** The state of CloudFormation. */
export type CloudFormationState = {
  readonly stackName: string;
  /** ARN of the stack. */
  readonly stackId: string;
  /** The currently deployed stack. */
  readonly stack: () => DeployedStack;
};

export const validationError = (message: string): AwsError =>
  new AwsError('ValidationError', message);

/** The stack, if the request names it or has its id. Throws `ValidationError`. */
export const stackNamed = (
  asked: string | undefined,
  { stackName, stackId, stack }: CloudFormationState,
): DeployedStack => {
  if (asked === stackName || asked === stackId) return stack();
  throw validationError(`Stack with id ${asked ?? ''} does not exist`);
};

/** The last part of a stack's ARN is an id that AWS creates for the stack. */
export const stackIdOf = (stackName: string, account: Account): string =>
  arn('cloudformation', account, `stack/${stackName}/local`);

/** A stack without the permissions that operations of Lambda added: CloudFormation does not know them. */
export const deployedByTemplate = (stack: DeployedStack): DeployedStack => ({
  ...stack,
  resources: stack.resources.filter(({ logicalId }) => !isAddedPermission(logicalId)),
});

/** The ARN on which a call is decided. A call without a name concerns every stack. */
export const stackArn = (
  { StackName }: { StackName?: string | undefined },
  account: Account,
): string => {
  if (StackName === undefined) return arn('cloudformation', account, 'stack/*/*');
  return StackName.startsWith('arn:') ? StackName : stackIdOf(StackName, account);
};

/** The members that every description of a resource has. */
export const describedResource = ({ logicalId, ref, type }: DeployedResource) => ({
  LogicalResourceId: logicalId,
  PhysicalResourceId: ref,
  ResourceType: type,
  ResourceStatus: 'CREATE_COMPLETE' as const,
});

/** Every list has one page, so no response contains a token. Throws `ValidationError`. */
export const refuseNextToken = (token: string | undefined): void => {
  if (token === undefined) return;
  throw validationError('NextToken is not a token of this list. Omit it.');
};
