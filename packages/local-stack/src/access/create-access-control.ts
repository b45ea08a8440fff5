import { decide, type IamDecision } from '@hopwise/iam/decide';
import type { Account } from '../account.ts';
import type { DecisionRecord } from '../decisions/decision-record.ts';
import { TemplateError } from '../template/template-error.ts';
import type { AccessControl, AccessRequest, AccessResult, RoleUser } from './access-control.ts';
import { denialCode } from './denial-code.ts';
import { type DeployedRole, decidingPolicies } from './deployed-role.ts';
import type { Caller } from './session.ts';
import type { SessionStore } from './session-store.ts';

type Options = {
  /** Read at each request, because a stack update changes roles while their sessions continue. */
  readonly roles: () => readonly DeployedRole[];
  readonly sessions: SessionStore;
  readonly decisions: DecisionRecord;
  readonly account: Account;
};

/** Lets `packages/iam` decide every request, and records the decision. */
export const createAccessControl = (options: Options): AccessControl => {
  const roleOf = (arn: string): DeployedRole | undefined =>
    options.roles().find((role) => role.arn === arn);

  const decideOn = (request: Omit<AccessRequest, 'hop'>): IamDecision =>
    decide({
      principal: principalOf(request.caller, options.account),
      action: request.action,
      resource: request.resource,
      resourceAccountId: options.account.accountId,
      context: { ...contextOf(request.caller), ...request.context },
      ...policiesOf(request.caller, roleOf),
      resourcePolicy: request.resourcePolicy,
      resourcePolicyMustAllow: request.mustBeAllowedByResource,
    });

  const evaluate = (request: AccessRequest): AccessResult => {
    const startedAt = performance.now();
    const decision = decideOn(request);
    const result = { effect: decision.effect, by: decision.by, principal: nameOf(request.caller) };
    options.decisions.add({
      ...result,
      hop: request.hop,
      correlationId: turnOf(request.caller) ?? null,
      credential: 'iam',
      action: request.action,
      resource: request.resource,
      ...(decision.effect === 'deny' && {
        code: denialCode({
          ...request,
          kind: decision.kind,
          service: serviceOf(request.caller),
          allowsOn: (resource) => decideOn({ ...request, resource }).effect === 'allow',
        }),
      }),
      ms: performance.now() - startedAt,
    });
    if (decision.kind !== 'explicitDeny') return result;
    return { ...result, explicitDenyIn: decision.policyType };
  };

  return {
    authorize: evaluate,
    allows: (request) => decideOn(request).effect === 'allow',
    trusts: (role, user) =>
      decideOn(assumption(role, { ...user, turn: undefined })).effect === 'allow',
    assumeRole({ roleArn, sessionName, currentTurn, hop, isInternal, ...service }) {
      const role = roleOf(roleArn);
      if (!role) throw new TemplateError(`The template has no role ${roleArn}.`);
      const result = evaluate({ ...assumption(role, { ...service, turn: currentTurn() }), hop });
      if (result.effect === 'deny') return { ...result, effect: 'deny' };
      return options.sessions.issue({
        role,
        sessionName,
        currentTurn,
        isInternal,
        sourceArn: service.sourceArn,
      });
    },
    findSession: (accessKeyId) => options.sessions.find(accessKeyId),
  };
};

/** Only the trust policy of a role decides who can assume it. */
const assumption = (
  role: DeployedRole,
  user: RoleUser & { readonly turn: string | undefined },
) => ({
  caller: { kind: 'service', ...user } as const,
  action: 'sts:AssumeRole',
  resource: role.arn,
  resourcePolicy: role.trustPolicy,
  mustBeAllowedByResource: true,
});

const principalOf = (caller: Caller, { accountId }: Account) =>
  caller.kind === 'service'
    ? ({ type: 'Service', service: caller.service } as const)
    : ({
        type: 'AWS',
        arn: caller.session.principalArn,
        roleArn: caller.session.roleArn,
        accountId,
      } as const);

const contextOf = (caller: Caller): Record<string, string> =>
  caller.kind === 'service'
    ? { 'aws:SourceArn': caller.sourceArn, 'aws:SourceAccount': caller.sourceAccount }
    : {};

const policiesOf = (caller: Caller, roleOf: (arn: string) => DeployedRole | undefined) => {
  const role = caller.kind === 'session' ? roleOf(caller.session.roleArn) : undefined;
  return decidingPolicies(role);
};

const nameOf = (caller: Caller): string =>
  caller.kind === 'service' ? caller.service : caller.session.principalArn;

const turnOf = (caller: Caller): string | undefined =>
  caller.kind === 'service' ? caller.turn : caller.session.currentTurn();

const serviceOf = (caller: Caller): string | undefined =>
  caller.kind === 'service' ? caller.service : undefined;
