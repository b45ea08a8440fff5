import {
  AddPermission$,
  type AddPermissionRequest,
  type AddPermissionResponse,
} from '@aws-sdk/client-lambda';
import type { Statement } from '@hopwise/iam/policy-document';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { operation } from '../aws-endpoint/operation.ts';
import type { ChosenEdit } from '../edits/template-edits.ts';
import { checkRevision } from './check-revision.ts';
import type { DeployedFunction } from './function/deployed-function.ts';
import { functionNamed, functionResource, type LambdaState } from './lambda-state.ts';
import { addedPermissionId, policyRevision, statementOf } from './permission-statement.ts';
import { permission } from './resource-types/permission.ts';
import { refuseUnserved, validate } from './validate-input.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
const patterns = {
  StatementId: /^[a-zA-Z0-9-_]{1,100}$/,
  Action: /^(?:lambda:\*|lambda:[a-zA-Z]+|\*)$/,
  Principal: /^\S+$/,
  SourceArn: /^arn:aws[a-zA-Z0-9-]*:[a-zA-Z0-9-]+:\S*$/,
  SourceAccount: /^\d{12}$/,
} as const;

const unserved = [
  'EventSourceToken',
  'FunctionUrlAuthType',
  'InvokedViaFunctionUrl',
  'PrincipalOrgID',
] as const;

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const maxPolicyBytes = 20_480;

/** Adds an `AWS::Lambda::Permission` to the deployed template. */
export const addPermission = operation<AddPermissionRequest, AddPermissionResponse, LambdaState>(
  AddPermission$,
  {
    action: 'lambda:AddPermission',
    resource: functionResource,
    async run(input, lambda) {
      validate(input, patterns);
      refuseUnserved(input, unserved);
      let statement: object = {};
      await lambda.edits.deploy('InvalidParameterValueException', () => {
        const target = functionNamed(input, lambda);
        checkRevision(input, policyRevision(target));
        const granted = grantedBy(input);
        statement = statementOf(input.StatementId ?? '', granted, target.arn);
        refuseConflict(input, target);
        refuseOversize(statement, target);
        return [addition(target, input)];
      });
      return { Statement: JSON.stringify(statement) };
    },
  },
);

const grantedBy = ({
  Action = '',
  Principal = '',
  SourceArn,
  SourceAccount,
}: AddPermissionRequest) => ({
  Action,
  Principal,
  ...(SourceArn !== undefined && { SourceArn }),
  ...(SourceAccount !== undefined && { SourceAccount }),
});

const statementsOf = ({ resourcePolicy }: DeployedFunction): readonly Statement[] =>
  resourcePolicy?.document.Statement ?? [];

const refuseConflict = ({ StatementId }: AddPermissionRequest, target: DeployedFunction): void => {
  if (!statementsOf(target).some(({ Sid }) => Sid === StatementId)) return;
  throw new AwsError(
    'ResourceConflictException',
    `The statement id (${StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    { status: 409, members: { Type: 'User' } },
  );
};

const refuseOversize = (statement: object, target: DeployedFunction): void => {
  const policy = {
    Version: '2012-10-17',
    Id: 'default',
    Statement: [...statementsOf(target), statement],
  };
  const sizeBytes = Buffer.byteLength(JSON.stringify(policy));
  if (sizeBytes <= maxPolicyBytes) return;
  throw new AwsError(
    'PolicyLengthExceededException',
    `The final policy size (${sizeBytes}) is bigger than the limit (${maxPolicyBytes}).`,
    { members: { Type: 'User' } },
  );
};

const addition = ({ logicalId }: DeployedFunction, input: AddPermissionRequest): ChosenEdit => {
  const permissionId = addedPermissionId(logicalId, input.StatementId ?? '');
  return {
    key: permissionId,
    by: `AddPermission of ${input.StatementId}`,
    edit({ Resources }) {
      if (!Resources[logicalId]) return;
      Resources[permissionId] = {
        Type: permission.type,
        Properties: { FunctionName: { 'Fn::GetAtt': [logicalId, 'Arn'] }, ...grantedBy(input) },
      };
    },
  };
};
