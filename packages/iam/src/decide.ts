import {
  evaluatePolicies,
  type MissedStatement,
  type PolicyRequest,
  type PolicyType,
  type PolicyVerdict,
  type StatementReference,
} from './evaluate-policies.ts';
import { explainAllow, explainDeny, explainMissing, nearestOf } from './explain.ts';
import type { NamedPolicy } from './policy-document.ts';
import { type IamPrincipal, roleArnOf } from './principal.ts';
import { createRequestContext } from './request-context.ts';

export type DecideRequest = {
  readonly principal: IamPrincipal;
  /** For instance `lambda:InvokeFunction`. */
  readonly action: string;
  /** ARN of the resource, or `*` for an action that knows none. */
  readonly resource: string;
  readonly resourceAccountId: string;
  /** Condition keys, in any case. Those that follow from the principal and the resource may be left out. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly identityPolicies: readonly NamedPolicy[];
  readonly permissionsBoundary?: NamedPolicy | undefined;
  readonly resourcePolicy?: NamedPolicy | undefined;
  /** The resource policy has the first word, as a role's trust policy does, also inside the account. */
  readonly resourcePolicyMustAllow?: boolean | undefined;
};

export type IamDecision = {
  readonly effect: 'allow' | 'deny';
  /** `boundary`: allowed, but for the permissions boundary. */
  readonly kind: 'allowed' | 'explicitDeny' | 'implicitDeny' | 'boundary';
  /** One line for people: what decided, or what came nearest and what it lacks. */
  readonly by: string;
  /** The type of policy that decided; on an implicit deny, the one that should have allowed. */
  readonly policyType: PolicyType;
  /** The statement that decided. */
  readonly statement?: StatementReference;
  /** On an implicit deny, the statement that came nearest to allowing. */
  readonly nearest?: MissedStatement;
};

type Verdicts = {
  readonly identity: PolicyVerdict;
  readonly boundary: PolicyVerdict | undefined;
  readonly resource: PolicyVerdict;
};

const derivedContext = ({ principal, resourceAccountId }: DecideRequest) => {
  const resource = { 'aws:ResourceAccount': resourceAccountId };
  if (principal.type === 'Service') {
    return {
      ...resource,
      'aws:PrincipalIsAWSService': 'true',
      'aws:PrincipalServiceName': principal.service,
    };
  }
  const [, userName] = /:user\/(?:.*\/)?([^/]+)$/.exec(principal.arn) ?? [];
  const roleArn = roleArnOf(principal);
  return {
    ...resource,
    'aws:PrincipalIsAWSService': 'false',
    'aws:PrincipalArn': roleArn ?? principal.arn,
    'aws:PrincipalAccount': principal.accountId,
    ...(roleArn === undefined ? {} : { 'aws:PrincipalType': 'AssumedRole' }),
    ...(userName === undefined ? {} : { 'aws:PrincipalType': 'User', 'aws:username': userName }),
  };
};

const evaluateAll = (request: DecideRequest): Verdicts => {
  const { principal, permissionsBoundary, resourcePolicy } = request;
  const isService = principal.type === 'Service';
  const policyRequest: PolicyRequest = {
    principal,
    action: request.action,
    resource: request.resource,
    context: createRequestContext(derivedContext(request), request.context),
    hasBoundary: !isService && permissionsBoundary !== undefined,
  };
  const of = (type: PolicyType, policies: readonly NamedPolicy[]) =>
    evaluatePolicies(type, policies, policyRequest);
  return {
    identity: of('identity-based policy', isService ? [] : request.identityPolicies),
    boundary:
      isService || permissionsBoundary === undefined
        ? undefined
        : of('permissions boundary', [permissionsBoundary]),
    resource: of('resource-based policy', resourcePolicy === undefined ? [] : [resourcePolicy]),
  };
};

const allow = ({ policyType }: PolicyVerdict, statement: StatementReference): IamDecision => ({
  effect: 'allow',
  kind: 'allowed',
  by: explainAllow(statement),
  policyType,
  statement,
});

const denyExplicitly = (
  { policyType }: PolicyVerdict,
  statement: StatementReference,
): IamDecision => ({
  effect: 'deny',
  kind: 'explicitDeny',
  by: explainDeny(statement),
  policyType,
  statement,
});

/** No statement of the given policies allows. The first of them is the one that should have. */
const denyImplicitly = (lacking: PolicyVerdict, ...others: PolicyVerdict[]): IamDecision => {
  const verdicts = [lacking, ...others];
  const nearest = nearestOf(verdicts);
  return {
    effect: 'deny',
    kind: lacking.policyType === 'permissions boundary' ? 'boundary' : 'implicitDeny',
    by: explainMissing(verdicts, nearest),
    policyType: lacking.policyType,
    ...(nearest === undefined ? {} : { nearest }),
  };
};

/** The identity policies' allow, as far as the boundary lets it pass. */
const decideByIdentity = ({ identity, boundary }: Verdicts): IamDecision => {
  if (identity.allowedBy === undefined) return denyImplicitly(identity);
  if (boundary !== undefined && boundary.allowedBy === undefined) return denyImplicitly(boundary);
  return allow(identity, identity.allowedBy);
};

/**
 * A grant inside the account. One to the caller itself needs nothing else, one to its role is still
 * limited by the boundary, one to the account leaves the decision to the identity policies.
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
const decideByGrant = (verdicts: Verdicts): IamDecision => {
  const { resource, boundary } = verdicts;
  if (resource.allowedBy === undefined) return denyImplicitly(resource);
  if (resource.grant === 'account') return decideByIdentity(verdicts);
  if (resource.grant === 'role' && boundary !== undefined && boundary.allowedBy === undefined) {
    return denyImplicitly(boundary);
  }
  return allow(resource, resource.allowedBy);
};

const decideInsideAccount = (request: DecideRequest, verdicts: Verdicts): IamDecision => {
  const byGrant = decideByGrant(verdicts);
  if (byGrant.effect === 'allow' || request.resourcePolicyMustAllow === true) return byGrant;
  const byIdentity = decideByIdentity(verdicts);
  if (byIdentity.effect === 'allow' || byIdentity.kind === 'boundary') return byIdentity;
  if (byGrant.kind === 'boundary') return byGrant;
  return request.resourcePolicy === undefined
    ? byIdentity
    : denyImplicitly(verdicts.identity, verdicts.resource);
};

const decideAcrossAccounts = (verdicts: Verdicts): IamDecision => {
  const { resource } = verdicts;
  const byIdentity = decideByIdentity(verdicts);
  if (resource.allowedBy === undefined) return denyImplicitly(resource);
  return byIdentity.effect === 'allow' ? allow(resource, resource.allowedBy) : byIdentity;
};

/**
 * Decides as IAM does: a matching deny anywhere wins; inside an account the identity policies or the
 * resource policy must allow, across accounts both; an AWS service has the resource policy alone.
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export const decide = (request: DecideRequest): IamDecision => {
  const verdicts = evaluateAll(request);
  const { identity, boundary, resource } = verdicts;
  const { principal } = request;
  for (const verdict of [identity, boundary, resource]) {
    if (verdict?.deniedBy !== undefined) return denyExplicitly(verdict, verdict.deniedBy);
  }
  if (principal.type === 'Service') return decideByGrant(verdicts);
  return principal.accountId === request.resourceAccountId
    ? decideInsideAccount(request, verdicts)
    : decideAcrossAccounts(verdicts);
};
