import { type ConditionScope, unmetConditions } from './conditions/evaluate-condition.ts';
import { matchesGlob, parseGlob } from './glob.ts';
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
export type StatementRequest = Omit<ConditionScope, 'unknownHolds'> & {
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

const actionIn = (actions: OneOrMany<string> | undefined, action: string): boolean => {
  const lowerCase = action.toLowerCase();
  return listOf(actions).some((one) => matchesGlob(parseGlob(one.toLowerCase()), lowerCase));
};

const unmetAction = ({ Action, NotAction }: Statement, { action }: Scope): Unmet => {
  if (Action !== undefined) {
    return actionIn(Action, action)
      ? undefined
      : `action was ${action}, expected ${listOf(Action).join(' or ')}`;
  }
  return NotAction !== undefined && !actionIn(NotAction, action)
    ? undefined
    : `action was ${action}, which NotAction excludes`;
};

const resourceIn = (resources: OneOrMany<string>, scope: Scope): boolean =>
  listOf(resources).some((one) => {
    const text = scope.expandsVariables ? expandResource(one, scope.context) : plainText(one);
    return text !== undefined && matchesGlob(globOf(text), scope.resource);
  });

const unmetResource = ({ Resource, NotResource }: Statement, scope: Scope): Unmet => {
  if (Resource !== undefined) {
    return resourceIn(Resource, scope)
      ? undefined
      : `resource was ${scope.resource}, expected ${listOf(Resource).join(' or ')}`;
  }
  if (NotResource !== undefined) {
    return resourceIn(NotResource, scope)
      ? `resource was ${scope.resource}, which NotResource excludes`
      : undefined;
  }
  return scope.policyKind === 'resource' ? undefined : 'the statement names no resource';
};

/** The grant of a `NotPrincipal`. A deny always applies to a principal with a permissions boundary. */
const grantByNotPrincipal = (
  { Effect, NotPrincipal = '*' }: Statement,
  { principal, hasBoundary }: Scope,
): PrincipalGrant | undefined => {
  if (Effect === 'Deny') {
    return hasBoundary || !isExemptFromDeny(NotPrincipal, principal) ? 'caller' : undefined;
  }
  return matchPrincipal(NotPrincipal, principal) === undefined ? 'caller' : undefined;
};

const grantOf = (statement: Statement, scope: Scope): PrincipalGrant | undefined => {
  if (scope.policyKind === 'identity') return 'caller';
  return statement.Principal === undefined
    ? grantByNotPrincipal(statement, scope)
    : matchPrincipal(statement.Principal, scope.principal);
};

const unmetPrincipal = ({ Principal, NotPrincipal }: Statement, scope: Scope): string => {
  const name = nameOf(scope.principal);
  if (Principal === undefined) {
    return NotPrincipal === undefined
      ? 'the statement names no principal'
      : `principal was ${name}, which NotPrincipal excludes`;
  }
  const expected = principalEntries(Principal).map(({ value }) => value);
  return `principal was ${name}, expected ${expected.join(' or ')}`;
};

/** An unknown operator holds in a deny only, so that it never grants access. */
const unmetCondition = ({ Effect, Condition = {} }: Statement, scope: Scope): Unmet =>
  unmetConditions(Condition, { ...scope, unknownHolds: Effect === 'Deny' }).join(' and ') ||
  undefined;

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
