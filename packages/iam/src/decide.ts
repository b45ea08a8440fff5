import {
  evaluatePolicies,
  type MissedStatement,
  type PolicyRequest,
  type PolicyType,
  type PolicyVerdict,
  type StatementReference,
} from './evaluate-policies.ts';
import { explainAllow, explainDeny, explainMissing, nearestOf } from './explain.ts';
import type { UndecidedReading } from './outcome.ts';
import type { NamedPolicy } from './policy-document.ts';
import { type IamPrincipal, roleArnOf } from './principal.ts';
import { createRequestContext } from './request-context.ts';

export type DecideRequest = {
  readonly principal: IamPrincipal;
  /** For example `lambda:InvokeFunction`. */
  readonly action: string;
  /** The resource's ARN, or `*` for an action without resource types. */
  readonly resource: string;
  readonly resourceAccountId: string;
  /** Condition keys in upper or lower case. `decide` adds the keys that follow from the principal and the resource. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly identityPolicies: readonly NamedPolicy[];
  readonly permissionsBoundary?: NamedPolicy | undefined;
  readonly resourcePolicy?: NamedPolicy | undefined;
  /** The resource policy must allow the request, even inside one account. Trust policies work this way. */
  readonly resourcePolicyMustAllow?: boolean | undefined;
  /**
   * What elements do that AWS's documentation leaves open. `grants` shows whether a decision depends on them.
   * Default: `denies`.
   */
  readonly undecided?: UndecidedReading | undefined;
};

export type IamDecision = {
  readonly effect: 'allow' | 'deny';
  /** `boundary` means that only the permissions boundary does not allow the request. */
  readonly kind: 'allowed' | 'explicitDeny' | 'implicitDeny' | 'boundary';
  /** One line for people: the statement that decided, or the nearest one and why it does not match. */
  readonly by: string;
  /** The type of policy that decided. For an implicit deny: the type that should have allowed. */
  readonly policyType: PolicyType;
  /** The statement that decided. */
  readonly statement?: StatementReference;
  /** For an implicit deny: the allow statement that comes nearest to matching. */
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
    undecided: request.undecided ?? 'denies',
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

/** Denies because no policy allows. The first argument is the type of policy that should have allowed. */
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

/** Decides by the identity policies, limited by the permissions boundary. */
const decideByIdentity = ({ identity, boundary }: Verdicts): IamDecision => {
  if (identity.allowedBy === undefined) return denyImplicitly(identity);
  if (boundary !== undefined && boundary.allowedBy === undefined) return denyImplicitly(boundary);
  return allow(identity, identity.allowedBy);
};

/**
 * Decides by a resource policy inside one account. A grant to the caller is sufficient.
 * The boundary limits a grant to the caller's role. A grant to the account delegates to the identity policies.
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
 * Decides as IAM does. A matching deny in any policy wins. Inside one account, the identity policies or the
 * resource policy must allow. Across accounts, both must allow. For an AWS service, the resource policy must allow.
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
