import {
  type SimulatePolicyResponse,
  SimulatePrincipalPolicy$,
  type SimulatePrincipalPolicyRequest,
} from '@aws-sdk/client-iam';
import { decide } from '@hopwise/iam/decide';
import { operation } from '../aws-endpoint/operation.ts';
import { type IamState, roleBy } from './iam-state.ts';

/** Simulates a role's policies with the policy evaluator that decides every other call. */
export const simulatePrincipalPolicy = operation<
  SimulatePrincipalPolicyRequest,
  SimulatePolicyResponse,
  IamState
>(SimulatePrincipalPolicy$, {
  action: 'iam:SimulatePrincipalPolicy',
  resource: ({ PolicySourceArn = '' }) => PolicySourceArn,
  run: (input, iam) => simulate(input, iam),
});

const decisions = {
  allowed: 'allowed',
  explicitDeny: 'explicitDeny',
  implicitDeny: 'implicitDeny',
  boundary: 'implicitDeny',
} as const;

const simulate = (
  { PolicySourceArn = '', ActionNames = [], ResourceArns = ['*'] }: SimulatePrincipalPolicyRequest,
  iam: IamState,
): SimulatePolicyResponse => {
  const { accountId } = iam.account;
  const role = roleBy(iam, ({ arn }) => arn === PolicySourceArn, PolicySourceArn);
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
