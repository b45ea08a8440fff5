import { type ConditionScope, unmetConditions } from './conditions/evaluate-condition.ts';
import { matchesGlob, parseGlob } from './glob.ts';
import { anyOf, appliesTo, not, noteOf, type Outcome } from './outcome.ts';
import type { OneOrMany, Statement } from './policy-document.ts';
import { expandResource, globOf, plainText } from './policy-text.ts';
import {
  type IamPrincipal,
  isExemptFromDeny,
  matchPrincipal,
  nameOf,
  type PrincipalGrant,
  principalEntries,
} from './principal.ts';

/** The request that a statement is matched with. */
export type StatementRequest = ConditionScope & {
  readonly principal: IamPrincipal;
  readonly action: string;
  readonly resource: string;
  /** A statement of a resource policy needs a principal; one of an identity policy or boundary needs a resource. */
  readonly policyKind: 'identity' | 'resource';
  readonly hasBoundary: boolean;
};

export type StatementMatch =
  | { readonly matches: true; readonly grant: PrincipalGrant }
  | {
      readonly matches: false;
      /** The number of elements that match, 0 to 3. The nearest statement has the most. */
      readonly fit: number;
      readonly concernsAction: boolean;
      readonly lacks: string;
    };

type Scope = StatementRequest;
type Unmet = string | undefined;

const listOf = (values: OneOrMany<string> | undefined): readonly string[] =>
  typeof values === 'string' ? [values] : (values ?? []);

const hasWildcard = (text: string): boolean => /[*?]/.test(text);

/** An undecided pattern can match, but AWS's documentation does not say that it does. */
const matchesIf = (matches: boolean, isUndecided: boolean): Outcome =>
  matches && isUndecided ? 'undecided' : matches;

/** AWS's documentation has wildcards after the service prefix only. `*:*` means the same as `*`. */
const isUndecidedAction = (pattern: string): boolean =>
  pattern !== '*' && pattern !== '*:*' && hasWildcard(pattern.split(':')[0] ?? '');

const actionIn = (actions: OneOrMany<string> | undefined, action: string): Outcome => {
  const lowerCase = action.toLowerCase();
  return anyOf(
    listOf(actions).map((one) => {
      const matches = matchesGlob(parseGlob(one.toLowerCase()), lowerCase);
      return matchesIf(matches, isUndecidedAction(one));
    }),
  );
};

const unmetAction = (
  { Effect, Action, NotAction }: Statement,
  { action, undecided }: Scope,
): Unmet => {
  const outcome = actionIn(Action ?? NotAction, action);
  if (Action !== undefined) {
    return appliesTo(Effect, outcome, undecided)
      ? undefined
      : `action was ${action}, expected ${listOf(Action).join(' or ')}${noteOf(outcome)}`;
  }
  return NotAction !== undefined && appliesTo(Effect, not(outcome), undecided)
    ? undefined
    : `action was ${action}, which NotAction excludes`;
};

/** A wildcard must not stand for the service of an ARN. */
const isUndecidedResource = (pattern: string): boolean =>
  pattern !== '*' && hasWildcard(pattern.split(':')[2] ?? '*');

/** Whether a list has the resource. A variable without a value is `unresolved`. */
const resourceIn = (resources: OneOrMany<string>, scope: Scope, unresolved: Outcome): Outcome =>
  anyOf(
    listOf(resources).map((one) => {
      const text = scope.expandsVariables ? expandResource(one, scope.context) : plainText(one);
      if (text === undefined) return unresolved;
      return matchesIf(matchesGlob(globOf(text), scope.resource), isUndecidedResource(one));
    }),
  );

const unmetResource = ({ Effect, Resource, NotResource }: Statement, scope: Scope): Unmet => {
  if (Resource !== undefined) {
    const outcome = resourceIn(Resource, scope, false);
    return appliesTo(Effect, outcome, scope.undecided)
      ? undefined
      : `resource was ${scope.resource}, expected ${listOf(Resource).join(' or ')}${noteOf(outcome)}`;
  }
  if (NotResource !== undefined) {
    return appliesTo(Effect, not(resourceIn(NotResource, scope, 'undecided')), scope.undecided)
      ? undefined
      : `resource was ${scope.resource}, which NotResource excludes`;
  }
  return scope.policyKind === 'resource' ? undefined : 'the statement names no resource';
};

/**
 * The grant of a `NotPrincipal`. A deny always applies to a principal with a permissions boundary. IAM does not
 * support `NotPrincipal` with an allow.
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
const grantByNotPrincipal = (
  { Effect, NotPrincipal = '*' }: Statement,
  { principal, hasBoundary }: Scope,
): PrincipalGrant | undefined =>
  Effect === 'Deny' && (hasBoundary || !isExemptFromDeny(NotPrincipal, principal))
    ? 'caller'
    : undefined;

const grantOf = (statement: Statement, scope: Scope): PrincipalGrant | undefined => {
  if (scope.policyKind === 'identity') return 'caller';
  return statement.Principal === undefined
    ? grantByNotPrincipal(statement, scope)
    : matchPrincipal(statement.Principal, scope.principal);
};

const unmetPrincipal = ({ Effect, Principal, NotPrincipal }: Statement, scope: Scope): string => {
  const name = nameOf(scope.principal);
  if (Principal === undefined) {
    if (NotPrincipal === undefined) return 'the statement names no principal';
    return Effect === 'Allow'
      ? 'IAM does not support NotPrincipal in an allow'
      : `principal was ${name}, which NotPrincipal excludes`;
  }
  const expected = principalEntries(Principal).map(({ value }) => value);
  return `principal was ${name}, expected ${expected.join(' or ')}`;
};

const unmetCondition = (statement: Statement, scope: Scope): Unmet =>
  unmetConditions(statement, scope).join(' and ') || undefined;

/** Whether the statement names the action's service, or excludes actions. */
const sharesService = ({ Action, NotAction }: Statement, action: string): boolean => {
  if (NotAction !== undefined) return true;
  const serviceOf = (one: string) => one.split(':')[0]?.toLowerCase();
  return listOf(Action).some((one) => serviceOf(one) === serviceOf(action));
};

/** Matches one statement with a request. Describes each element that does not match. */
export const matchStatement = (statement: Statement, request: StatementRequest): StatementMatch => {
  const grant = grantOf(statement, request);
  const action = unmetAction(statement, request);
  const unmet = [
    action,
    unmetResource(statement, request),
    grant === undefined ? unmetPrincipal(statement, request) : undefined,
    unmetCondition(statement, request),
  ].filter((one) => one !== undefined);
  if (grant !== undefined && unmet.length === 0) return { matches: true, grant };
  return {
    matches: false,
    fit: 4 - unmet.length,
    concernsAction: action === undefined || sharesService(statement, request.action),
    lacks: unmet.join('; '),
  };
};
