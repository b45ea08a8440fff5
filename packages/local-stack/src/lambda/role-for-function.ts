import { AwsError } from '../aws-endpoint/aws-error.ts';
import type { DeployedFunction } from './function/deployed-function.ts';
import type { LambdaState } from './lambda-state.ts';

/**
 * The property `Role` of a function. It has the ARN, because a reference could close a cycle of references. Throws
 * `InvalidParameterValueException` if Lambda cannot assume the role for this function.
 */
export const roleForFunction = (
  roleArn: string,
  { arn }: DeployedFunction,
  { access, roles, account: { accountId } }: LambdaState,
) => {
  const role = roles().find((one) => one.arn === roleArn);
  const lambda = { service: 'lambda.amazonaws.com', sourceArn: arn, sourceAccount: accountId };
  if (role?.logicalId !== undefined && access.trusts(role, lambda)) {
    return { name: 'Role', value: roleArn, requires: role.logicalId };
  }
  throw new AwsError(
    'InvalidParameterValueException',
    'The role defined for the function cannot be assumed by Lambda.',
    { members: { Type: 'User' } },
  );
};
