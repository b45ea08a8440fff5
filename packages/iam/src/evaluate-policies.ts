import { matchStatement, type StatementMatch, type StatementRequest } from './match-statement.ts';
import type { NamedPolicy, Statement } from './policy-document.ts';
import { type PrincipalGrant, strongestGrant } from './principal.ts';

/** The names that AWS uses in its denials. */
export type PolicyType = 'identity-based policy' | 'resource-based policy' | 'permissions boundary';

export type StatementReference = {
  readonly policy: string;
  readonly sid?: string;
  /** Position in the policy, from 0. */
  readonly index: number;
};

export type MissedStatement = StatementReference & { readonly lacks: string };

/** The result of evaluating all policies of one type. */
export type PolicyVerdict = {
  readonly policyType: PolicyType;
  /** Whether the request has no policy of this type. */
  readonly absent: boolean;
  readonly deniedBy: StatementReference | undefined;
  readonly allowedBy: StatementReference | undefined;
  /** The strongest grant of a resource policy. */
  readonly grant: PrincipalGrant | undefined;
  /** The allow statement that comes nearest to matching. */
  readonly nearest: (MissedStatement & { readonly fit: number }) | undefined;
};

type Evaluated = {
  readonly effect: Statement['Effect'];
  readonly reference: StatementReference;
  readonly match: StatementMatch;
};

export type PolicyRequest = Omit<StatementRequest, 'expandsVariables' | 'policyKind'>;

/** The first version with policy variables. Older versions treat them as plain text. */
const versionWithVariables = '2012-10-17';

const evaluate = (
  { name, document }: NamedPolicy,
  request: Omit<StatementRequest, 'expandsVariables'>,
): readonly Evaluated[] =>
  document.Statement.map((statement, index) => ({
    effect: statement.Effect,
    reference: {
      policy: name,
      ...(statement.Sid === undefined ? {} : { sid: statement.Sid }),
      index,
    },
    match: matchStatement(statement, {
      ...request,
      expandsVariables: document.Version === versionWithVariables,
    }),
  }));

const nearestOf = (allows: readonly Evaluated[]): PolicyVerdict['nearest'] =>
  allows
    .flatMap(({ reference, match }) =>
      match.matches || !match.concernsAction
        ? []
        : [{ ...reference, lacks: match.lacks, fit: match.fit }],
    )
    .reduce<PolicyVerdict['nearest']>(
      (best, one) => (best === undefined || one.fit > best.fit ? one : best),
      undefined,
    );

/** Evaluates all policies of one type for a request. */
export const evaluatePolicies = (
  policyType: PolicyType,
  policies: readonly NamedPolicy[],
  request: PolicyRequest,
): PolicyVerdict => {
  const policyKind = policyType === 'resource-based policy' ? 'resource' : 'identity';
  const evaluated = policies.flatMap((policy) => evaluate(policy, { ...request, policyKind }));
  const allows = evaluated.filter(({ effect }) => effect === 'Allow');
  const grants = allows.flatMap(({ match }) => (match.matches ? [match.grant] : []));
  const grant = strongestGrant(grants);
  return {
    policyType,
    absent: policies.length === 0,
    deniedBy: evaluated.find(({ effect, match }) => effect === 'Deny' && match.matches)?.reference,
    allowedBy: allows.find(({ match }) => match.matches && match.grant === grant)?.reference,
    grant,
    nearest: nearestOf(allows),
  };
};
