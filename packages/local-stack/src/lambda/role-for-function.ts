import { decide } from '@hopwise/iam/decide';
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
  { roles, account: { accountId } }: LambdaState,
) => {
  const role = roles().find((one) => one.arn === roleArn);
  const effect =
    role &&
    decide({
      principal: { type: 'Service', service: 'lambda.amazonaws.com' },
      action: 'sts:AssumeRole',
      resource: roleArn,
      resourceAccountId: accountId,
      context: { 'aws:SourceArn': arn, 'aws:SourceAccount': accountId },
      identityPolicies: [],
      resourcePolicy: role.trustPolicy,
      resourcePolicyMustAllow: true,
    }).effect;
  if (role?.logicalId !== undefined && effect === 'allow') {
    return { name: 'Role', value: roleArn, requires: role.logicalId };
  }
  throw new AwsError(
    'InvalidParameterValueException',
    'The role defined for the function cannot be assumed by Lambda.',
    { members: { Type: 'User' } },
  );
};
