import { type ConditionScope, unmetConditions } from './conditions/evaluate-condition.ts';
import { matchesGlob, parseGlob } from './glob.ts';
import type { OneOrMany, Statement } from './policy-document.ts';
import { expandResource, globOf, plainText } from './policy-text.ts';
import {
  type IamPrincipal,
  isSparedFromDeny,
  matchPrincipal,
  nameOf,
  type PrincipalGrant,
  principalEntries,
} from './principal.ts';

/** What a statement is held against. */
export type StatementRequest = Omit<ConditionScope, 'unknownHolds'> & {
  readonly principal: IamPrincipal;
  readonly action: string;
  readonly resource: string;
  /** Resource policies name principals; identity policies and boundaries name resources. */
  readonly policyKind: 'identity' | 'resource';
  readonly hasBoundary: boolean;
};

export type StatementMatch =
  | { readonly matches: true; readonly grant: PrincipalGrant }
  | {
      readonly matches: false;
      /** 0 to 3: how much of the statement fits, for finding the nearest. */
      readonly fit: number;
      readonly aboutAction: boolean;
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
    : `action was ${action}, which NotAction leaves out`;
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
      ? `resource was ${scope.resource}, which NotResource leaves out`
      : undefined;
  }
  return scope.policyKind === 'resource' ? undefined : 'the statement names no resource';
};

/** A grant of the statement's `NotPrincipal`; a deny always hits a principal that has a boundary. */
const grantByNotPrincipal = (
  { Effect, NotPrincipal = '*' }: Statement,
  { principal, hasBoundary }: Scope,
): PrincipalGrant | undefined => {
  if (Effect === 'Deny') {
    return hasBoundary || !isSparedFromDeny(NotPrincipal, principal) ? 'caller' : undefined;
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
      : `principal was ${name}, which NotPrincipal leaves out`;
  }
  const expected = principalEntries(Principal).map(({ value }) => value);
  return `principal was ${name}, expected ${expected.join(' or ')}`;
};

/** An unknown operator holds in a deny alone, so that it never opens anything. */
const unmetCondition = ({ Effect, Condition = {} }: Statement, scope: Scope): Unmet =>
  unmetConditions(Condition, { ...scope, unknownHolds: Effect === 'Deny' }).join(' and ') ||
  undefined;

/** Whether the statement speaks of the action's service at all, be it to leave the action out. */
const sharesService = ({ Action, NotAction }: Statement, action: string): boolean => {
  if (NotAction !== undefined) return true;
  const serviceOf = (one: string) => one.split(':')[0]?.toLowerCase();
  return listOf(Action).some((one) => serviceOf(one) === serviceOf(action));
};

/** Holds one statement against a request, and says what is missing where it does not match. */
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
    aboutAction: action === undefined || sharesService(statement, request.action),
    lacks: unmet.join('; '),
  };
};
