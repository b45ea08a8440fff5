import {
  GetRole$,
  type GetRoleRequest,
  type GetRoleResponse,
  type SimulatePolicyResponse,
  SimulatePrincipalPolicy$,
  type SimulatePrincipalPolicyRequest,
} from '@aws-sdk/client-iam';
import { decide } from '@hopwise/iam/decide';
import type { AccessControl } from '../access/access-control.ts';
import type { DeployedRole } from '../access/deployed-role.ts';
import { roleIdOf } from '../access/role-id.ts';
import type { Account } from '../account.ts';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import type { AwsService } from '../aws-endpoint/aws-service.ts';
import { defineOperation } from '../aws-endpoint/schema-operation.ts';
import { createSchemaService } from '../aws-endpoint/schema-service.ts';

type Options = {
  /** Asked at each request: an update of the stack changes roles. */
  readonly roles: readonly DeployedRole[];
  readonly access: Pick<AccessControl, 'authorize'>;
  readonly account: Account;
};

/** IAM: reads a role and simulates its policies, by the evaluator that decides every other call. */
export const createIam = ({ roles, access, account }: Options): AwsService =>
  createSchemaService({
    signingName: 'iam',
    protocol: 'awsQuery',
    validationCode: 'ValidationError',
    operations: [
      defineOperation<GetRoleRequest, GetRoleResponse>(GetRole$, ({ RoleName = '' }) => ({
        Role: described(roleBy(roles, ({ name }) => name === RoleName, RoleName)),
      })),
      defineOperation<SimulatePrincipalPolicyRequest, SimulatePolicyResponse>(
        SimulatePrincipalPolicy$,
        (input) => simulate(input, roles, account),
      ),
    ],
    access,
    account,
  });

const roleBy = (
  roles: readonly DeployedRole[],
  matches: (role: DeployedRole) => boolean,
  asked: string,
): DeployedRole => {
  const role = roles.find(matches);
  if (role) return role;
  throw new AwsError('NoSuchEntity', `The role ${asked} cannot be found.`, { status: 404 });
};

/** IAM hands policies out percent-encoded. */
const described = ({ arn, name, trustPolicy }: DeployedRole) => ({
  Path: '/',
  RoleName: name,
  RoleId: roleIdOf(arn),
  Arn: arn,
  CreateDate: new Date(0),
  AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trustPolicy.document)),
});

const decisions = {
  allowed: 'allowed',
  explicitDeny: 'explicitDeny',
  implicitDeny: 'implicitDeny',
  boundary: 'implicitDeny',
} as const;

const simulate = (
  { PolicySourceArn = '', ActionNames = [], ResourceArns = ['*'] }: SimulatePrincipalPolicyRequest,
  roles: readonly DeployedRole[],
  { accountId }: Account,
): SimulatePolicyResponse => {
  const role = roleBy(roles, ({ arn }) => arn === PolicySourceArn, PolicySourceArn);
  const evaluate = (action: string, resource: string) => {
    const decision = decide({
      principal: { type: 'AWS', arn: role.arn, roleArn: role.arn, accountId },
      action,
      resource,
      resourceAccountId: accountId,
      context: {},
      identityPolicies: role.identityPolicies,
      permissionsBoundary: role.permissionsBoundary,
    });
    return {
      EvalActionName: action,
      EvalResourceName: resource,
      EvalDecision: decisions[decision.kind],
      MatchedStatements: decision.statement
        ? [{ SourcePolicyId: decision.statement.policy, SourcePolicyType: 'role' as const }]
        : [],
      MissingContextValues: [],
    };
  };
  return {
    EvaluationResults: ActionNames.flatMap((action) =>
      ResourceArns.map((resource) => evaluate(action, resource)),
    ),
    IsTruncated: false,
  };
};
