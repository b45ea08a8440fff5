import type { Statement as MatchedStatement } from '@aws-sdk/client-iam';
import { type DecideRequest, decide } from '@hopwise/iam/decide';
import type { NamedPolicy, Statement } from '@hopwise/iam/policy-document';
import type { SimulatedPolicy } from './simulated-policy.ts';

export const allowsAll: NamedPolicy = {
  name: 'everything',
  document: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
};

/** A call with the identity policies only, inside one account. */
export const byIdentity = (request: DecideRequest): DecideRequest => ({
  ...ofResourceAccount(request),
  resourceAccountId: request.principal.type === 'AWS' ? request.principal.accountId : '',
  resourcePolicy: undefined,
});

/** A call that only the resource policy decides: the caller of another account is allowed everything. */
export const byResource = (request: DecideRequest): DecideRequest => ({
  ...ofResourceAccount(request),
  resourceAccountId: '',
  identityPolicies: [allowsAll],
  permissionsBoundary: request.permissionsBoundary && allowsAll,
});

const ofResourceAccount = (request: DecideRequest): DecideRequest => ({
  ...request,
  context: { 'aws:ResourceAccount': request.resourceAccountId, ...request.context },
});

const withStatement = ({ name, document }: NamedPolicy, statement: Statement): NamedPolicy => ({
  name,
  document: { ...document, Statement: [statement] },
});

type Decides = (policy: NamedPolicy) => DecideRequest;

/** The statements that have the effect and match the request. */
export const matchedStatements = (
  policies: readonly SimulatedPolicy[],
  effect: Statement['Effect'],
  decides: Decides,
): readonly MatchedStatement[] => {
  const kind = effect === 'Allow' ? 'allowed' : 'explicitDeny';
  return policies.flatMap(({ id, type, policy }) =>
    policy.document.Statement.filter(({ Effect }) => Effect === effect)
      .filter((statement) => decide(decides(withStatement(policy, statement))).kind === kind)
      .map(() => ({ SourcePolicyId: id, SourcePolicyType: type })),
  );
};
