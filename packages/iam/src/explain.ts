import type { MissedStatement, PolicyVerdict, StatementReference } from './evaluate-policies.ts';

const nameStatement = ({ sid, index, policy }: StatementReference): string =>
  `statement ${sid === undefined ? index : `"${sid}"`} of policy ${policy}`;

export const explainAllow = (statement: StatementReference): string =>
  `Allow ${nameStatement(statement)}`;

export const explainDeny = (statement: StatementReference): string =>
  `Deny ${nameStatement(statement)}`;

/** Explains an implicit deny: the types of policy that could have allowed, and the nearest statement. */
export const explainMissing = (
  verdicts: readonly PolicyVerdict[],
  nearest: MissedStatement | undefined,
): string => {
  const missing = `no ${verdicts.map(({ policyType }) => policyType).join(' or ')} allows it`;
  if (verdicts.every(({ absent }) => absent)) return `${missing}; no such policy exists`;
  if (nearest === undefined) return missing;
  return `${missing}; nearest: ${nameStatement(nearest)}, but ${nearest.lacks}`;
};

/** The allow statement that comes nearest to matching. */
export const nearestOf = (verdicts: readonly PolicyVerdict[]): MissedStatement | undefined => {
  const nearest = verdicts
    .map((verdict) => verdict.nearest)
    .filter((one) => one !== undefined)
    .reduce<PolicyVerdict['nearest']>(
      (best, one) => (best === undefined || one.fit > best.fit ? one : best),
      undefined,
    );
  if (nearest === undefined) return undefined;
  const { fit: _, ...missed } = nearest;
  return missed;
};
