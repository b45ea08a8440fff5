import type {
  EvaluationResult,
  Statement as MatchedStatement,
  PermissionsBoundaryDecisionDetail,
  PolicyEvaluationDecisionType,
} from '@aws-sdk/client-iam';
import { type DecideRequest, decide, type IamDecision } from '@hopwise/iam/decide';
import type { NamedPolicy, Statement } from '@hopwise/iam/policy-document';
import { invalidInput } from './invalid-input.ts';
import { allowsAll, byIdentity, byResource, matchedStatements } from './matched-statements.ts';
import { missingContext } from './missing-context.ts';
import type { SimulatedRequest } from './simulated-request.ts';
import type { Simulation } from './simulation.ts';

const decisions = {
  allowed: 'allowed',
  explicitDeny: 'explicitDeny',
  implicitDeny: 'implicitDeny',
  boundary: 'implicitDeny',
} as const satisfies Record<IamDecision['kind'], PolicyEvaluationDecisionType>;

/** Decides one call. An ARN has its own result in addition. Throws `InvalidInput`. */
export const simulate = (
  { action, resource }: SimulatedRequest,
  simulation: Simulation,
): EvaluationResult => {
  const request = requestOf({ action, resource }, simulation);
  refuseResource(request);
  const decision = decisions[decide(request).kind];
  const details = detailsOf(request, simulation, decision);
  const result = { EvalActionName: action, EvalResourceName: resource, EvalDecision: decision };
  if (resource === '*') return { ...result, ...details };
  const isAcross = simulation.caller.accountId !== request.resourceAccountId;
  const EvalDecisionDetails = isAcross ? decisionsByPolicy(request) : {};
  return {
    ...result,
    ...details,
    EvalDecisionDetails,
    ResourceSpecificResults: [
      {
        EvalResourceName: resource,
        EvalResourceDecision: decision,
        ...details,
        ...(isAcross && { EvalDecisionDetails }),
      },
    ],
  };
};

const requestOf = (
  { action, resource }: SimulatedRequest,
  { caller, context, ownerAccountId, ...policies }: Simulation,
): DecideRequest => {
  const [, account] = /^arn:[^:]+:[^:]+:[^:]*:(\d{12}):/.exec(resource) ?? [];
  return {
    principal: caller,
    action,
    resource,
    resourceAccountId: account ?? ownerAccountId,
    context,
    identityPolicies: policies.identityPolicies.map(({ policy }) => policy),
    permissionsBoundary: policies.permissionsBoundary,
    resourcePolicy: policies.resourcePolicy?.policy,
  };
};

/** A resource policy must be applicable to every resource of the simulation. */
const refuseResource = ({ resource, resourcePolicy, ...request }: DecideRequest): void => {
  if (resourcePolicy === undefined) return;
  if (resource === '*') {
    throw invalidInput('Invalid Entity Arn: * does not clearly define entity type and name.');
  }
  const Statement = resourcePolicy.document.Statement.map((statement) => ({
    ...resourcesOf(statement),
    Effect: 'Allow' as const,
    Action: '*',
    Principal: '*' as const,
  }));
  const everyone = { ...resourcePolicy, document: { ...resourcePolicy.document, Statement } };
  const isApplicable =
    decide(byResource({ ...request, resource, resourcePolicy: everyone })).effect === 'allow';
  if (!isApplicable) throw invalidInput(`ResourcePolicy is not applicable to ${resource}.`);
};

const resourcesOf = ({ Resource, NotResource }: Statement) => ({
  ...(Resource !== undefined && { Resource }),
  ...(NotResource !== undefined && { NotResource }),
});

type Details = {
  readonly MatchedStatements: MatchedStatement[];
  readonly MissingContextValues: string[];
  readonly PermissionsBoundaryDecisionDetail?: PermissionsBoundaryDecisionDetail;
};

const detailsOf = (
  request: DecideRequest,
  simulation: Simulation,
  decision: PolicyEvaluationDecisionType,
): Details => {
  const { permissionsBoundary } = request;
  return {
    MatchedStatements: decision === 'implicitDeny' ? [] : matchesOf(request, simulation, decision),
    MissingContextValues: [...missingOf(request, simulation)],
    ...(permissionsBoundary && {
      PermissionsBoundaryDecisionDetail: {
        AllowedByPermissionsBoundary:
          decide(byIdentity(withIdentity(request, permissionsBoundary))).effect === 'allow',
      },
    }),
  };
};

const withIdentity = (request: DecideRequest, policy: NamedPolicy): DecideRequest => ({
  ...request,
  identityPolicies: [policy],
  permissionsBoundary: undefined,
});

const matchesOf = (
  request: DecideRequest,
  { identityPolicies, resourcePolicy }: Simulation,
  decision: PolicyEvaluationDecisionType,
): MatchedStatement[] => {
  const effect = decision === 'allowed' ? 'Allow' : 'Deny';
  return [
    ...matchedStatements(identityPolicies, effect, (policy) =>
      byIdentity(withIdentity(request, policy)),
    ),
    ...matchedStatements(resourcePolicy ? [resourcePolicy] : [], effect, (policy) =>
      byResource({ ...request, resourcePolicy: policy }),
    ),
  ];
};

/** The keys of every statement that concerns the action. */
const missingOf = (
  request: DecideRequest,
  { caller, context, ...policies }: Simulation,
): readonly string[] =>
  missingContext(
    [
      ...policies.identityPolicies.map(({ policy }) => policy),
      ...[policies.permissionsBoundary ?? []].flat(),
      ...[policies.resourcePolicy?.policy ?? []].flat(),
    ],
    [...Object.keys(context), ...(caller.arn.includes(':user/') ? ['aws:username'] : [])],
    ({ Action, NotAction }) => {
      const actions = {
        ...(Action !== undefined && { Action }),
        ...(NotAction !== undefined && { NotAction }),
      };
      const Statement = [{ Effect: 'Allow' as const, ...actions, Resource: '*' }];
      const policy = { ...allowsAll, document: { Statement } };
      return decide(byIdentity(withIdentity(request, policy))).effect === 'allow';
    },
  );

const decisionsByPolicy = (request: DecideRequest) => ({
  'IAM Policy': decisions[decide(byIdentity(request)).kind],
  'Resource Policy': decisions[decide(byResource(request)).kind],
});
