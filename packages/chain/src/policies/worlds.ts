import type { NamedPolicy, Statement } from '@hopwise/iam/policy-document';
import { asPattern, isOpen, regionStandIn } from '../texts/stand-ins.ts';
import { arnsOverlap } from './glob-overlap.ts';
import type { WrittenPolicy, WrittenStatement } from './written-policy.ts';

/**
 * Two readings of a template whose values are partly unknown. `certain` grants only what the template grants whatever the
 * unknown values are. `possible` grants all that it grants for some values. A decision that is equal in both is final.
 */
export type World = 'certain' | 'possible';

/** The request for which a world is made. */
export type WorldRequest = {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
  /** The Region of the stack, if the request is decided for one. */
  readonly stackRegion?: string | undefined;
  /** The condition of the caller, if the template does not decide it. Where the caller exists, it is true. */
  readonly condition?: string | undefined;
};

/** The policy as it is in a world, for the evaluator. */
export const policyIn = (
  world: World,
  policy: WrittenPolicy,
  request: WorldRequest,
): NamedPolicy => ({
  name: policy.name,
  document: {
    ...(policy.version === undefined ? {} : { Version: policy.version }),
    Statement: policy.statements.flatMap((one) => statementIn(world, one, request)),
  },
});

/** Allows are wide in the possible world, and denies in the certain world. */
const statementIn = (
  world: World,
  written: WrittenStatement,
  request: WorldRequest,
): readonly Statement[] => {
  const { statement } = written;
  const isWide = (statement.Effect === 'Allow') === (world === 'possible');
  if (!isWide && canBeAbsent(written, request)) return [];
  const inRegion = withRegion(statement, request.stackRegion);
  return [isWide ? widened(inRegion, request) : inRegion];
};

const canBeAbsent = (
  { isConditional, condition }: WrittenStatement,
  request: WorldRequest,
): boolean => isConditional || (condition !== undefined && condition !== request.condition);

const withRegion = (statement: Statement, stackRegion: string | undefined): Statement =>
  stackRegion === undefined
    ? statement
    : JSON.parse(JSON.stringify(statement).replaceAll(regionStandIn, stackRegion));

/** A statement that also matches where unknown values could make it match. */
const widened = (statement: Statement, request: WorldRequest): Statement => ({
  ...statement,
  ...(statement.Action && {
    Action: each(statement.Action, (one) => (isOpen(one) ? asPattern(one) : one)),
  }),
  ...(statement.Resource && {
    Resource: each(statement.Resource, (one) => (canMatch(one, request.resource) ? '*' : one)),
  }),
  ...(statement.NotResource && {
    NotResource: each(statement.NotResource, (one) => (isOpen(one) ? '-' : one)),
  }),
  ...(statement.Principal &&
    statement.Principal !== '*' && { Principal: widenedPrincipal(statement.Principal) }),
  ...(statement.Condition && { Condition: widenedCondition(statement.Condition, request) }),
});

const each = (
  values: string | readonly string[],
  change: (one: string) => string,
): readonly string[] => [values].flat().map(change);

/** Whether the unknown parts of a resource and of the request can make them equal. */
const canMatch = (resource: string, requested: string): boolean =>
  (isOpen(resource) || isOpen(requested)) && arnsOverlap(wide(resource), wide(requested));

type Principals = Exclude<NonNullable<Statement['Principal']>, '*'>;

const widenedPrincipal = (principal: Principals): '*' | Principals =>
  Object.values(principal)
    .flat()
    .some((one) => one.includes('‹'))
    ? '*'
    : principal;

type Condition = NonNullable<Statement['Condition']>;

/** Removes the conditions that can hold although they do not hold for the texts: their key or a value is unknown. */
const widenedCondition = (condition: Condition, { context }: WorldRequest): Condition => {
  const known = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  return Object.fromEntries(
    Object.entries(condition).map(([operator, keys]) => [
      operator,
      Object.fromEntries(
        Object.entries(keys).filter(([key, values]) => {
          const value = known.get(key.toLowerCase());
          return value !== undefined && isFinal([values].flat().map(String), value);
        }),
      ),
    ]),
  );
};

/** Whether no unknown part can change what a condition on this value says. */
const isFinal = (values: readonly string[], value: string): boolean =>
  values.includes(value) ||
  !values.some((one) => (isOpen(one) || isOpen(value)) && arnsOverlap(wide(one), wide(value)));

/** A pattern that also stands for the wildcard of one character. */
const wide = (text: string): string => asPattern(text).replaceAll('?', '*');
