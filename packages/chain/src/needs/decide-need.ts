import { type DecideRequest, decide, type IamDecision } from '@hopwise/iam/decide';
import type { TemplateModel, TemplateResource } from '@hopwise/template/template-model';
import { policyOfFunction, policyOfResource } from '../policies/resource-policies.ts';
import { policiesOfRole, type RolePolicies, roleAt } from '../policies/role-policies.ts';
import { policyIn, type World, type WorldRequest } from '../policies/worlds.ts';
import type { WrittenPolicy } from '../policies/written-policy.ts';
import { accountStandIn, asPattern, forPeople, unknownNames } from '../texts/stand-ins.ts';
import type { Chain } from '../topology/chain.ts';
import type { ChainLink } from '../topology/chain-link.ts';
import type { NeedDecision } from './need.ts';

export type NeedRequest = {
  readonly link: ChainLink;
  readonly action: string;
  readonly resource: string;
  /** The Region of the stack, if the need is decided for one. */
  readonly stackRegion?: string;
  /** Condition keys that only this kind of request has. */
  readonly context?: Readonly<Record<string, string>>;
  /** Policies to leave out, by their logical ids. */
  readonly without?: readonly string[];
};

/** Decides in both worlds whether a role has a permission. */
export const decideRoleNeed = (
  need: NeedRequest,
  roleProperty: string,
  chain: Chain,
): NeedDecision => {
  const caller = callerOf(need.link.from, roleProperty, chain);
  if ('reason' in caller) return { outcome: 'undecidable', reason: caller.reason };
  const { roleId, roleArn, boundary, unknown } = caller;
  const { action, resource, stackRegion, context, without = [] } = need;
  const policies = caller.policies.filter(({ logicalId }) => !without.includes(logicalId));
  const request: WorldRequest = {
    action,
    resource,
    stackRegion,
    condition: need.link.from.condition,
    context: {
      'aws:PrincipalArn': roleArn,
      'aws:PrincipalAccount': accountStandIn,
      'aws:ResourceAccount': accountStandIn,
      'aws:SecureTransport': 'true',
      ...context,
    },
  };
  const own = need.link.toId === undefined ? undefined : policyOfTarget(need.link, chain);
  spendOn([...policies, ...(own ? [own] : [])], chain);
  const decideIn: Question['decideIn'] = (world, undecided) =>
    decide({
      ...request,
      undecided,
      principal: { type: 'AWS', arn: sessionArn(roleArn), roleArn, accountId: accountStandIn },
      resourceAccountId: accountStandIn,
      identityPolicies: policies.map((one) => policyIn(world, one, request)),
      permissionsBoundary: boundary && policyIn(world, boundary, request),
      resourcePolicy: own && policyIn(world, own, request),
    });
  return judge({
    decideIn,
    lacking: roleId,
    unknown,
    policies: [...policies, ...(own ? [own] : [])],
    request,
    model: chain.model,
  });
};

type Caller = RolePolicies & { readonly roleId: string; readonly roleArn: string };

const callerOf = (
  from: TemplateResource,
  roleProperty: string,
  chain: Chain,
): Caller | { readonly reason: string } => {
  const { texts } = chain;
  const written = from.properties[roleProperty];
  if (written === undefined) return { reason: `${from.logicalId} has no ${roleProperty}` };
  const text = texts.of(written);
  const role = roleAt(text, chain);
  if (role === undefined) return { reason: `the role ${forPeople(text)} is not in the template` };
  const roleArn = texts.attribute(role.logicalId, 'Arn');
  return { ...policiesOfRole(role, chain), roleId: role.logicalId, roleArn };
};

const sessionArn = (roleArn: string): string =>
  `${roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/session`;

const policyOfTarget = ({ toId = '', to }: ChainLink, chain: Chain): WrittenPolicy | undefined =>
  to.startsWith('arn:aws:lambda:') ? policyOfFunction(to, chain) : policyOfResource(toId, chain);

/** Decides in both worlds whether a function's resource policy allows a service. */
export const decideServiceNeed = (
  need: NeedRequest,
  service: string,
  chain: Chain,
): NeedDecision => {
  const { link } = need;
  if (link.toId === undefined) {
    return {
      outcome: 'undecidable',
      reason: `the function ${forPeople(link.to)} is not in the template`,
    };
  }
  const policy = policyOfFunction(link.to, chain);
  spendOn([policy], chain);
  const request: WorldRequest = {
    action: need.action,
    resource: need.resource,
    condition: link.from.condition,
    context: { 'aws:SourceAccount': accountStandIn, 'aws:SourceArn': link.source ?? '' },
  };
  const decideIn: Question['decideIn'] = (world, undecided) =>
    decide({
      ...request,
      undecided,
      principal: { type: 'Service', service },
      resourceAccountId: accountStandIn,
      identityPolicies: [],
      resourcePolicy: policyIn(world, policy, request),
    } satisfies DecideRequest);
  return judge({
    decideIn,
    lacking: link.toId,
    unknown: [],
    policies: [policy],
    request,
    model: chain.model,
  });
};

/** Deciding one statement in two worlds. */
const stepsPerStatement = 10;

const spendOn = (policies: readonly WrittenPolicy[], { model }: Chain): void => {
  const count = policies.reduce((sum, { statements }) => sum + statements.length, 0);
  model.spend(count * stepsPerStatement);
};

type Question = {
  readonly decideIn: (world: World, undecided: DecideRequest['undecided']) => IamDecision;
  readonly lacking: string;
  readonly unknown: readonly string[];
  readonly policies: readonly WrittenPolicy[];
  readonly request: WorldRequest;
  readonly model: TemplateModel;
};

const judge = (question: Question): NeedDecision => {
  const { decideIn, lacking, unknown } = question;
  const certain = decideIn('certain', 'denies');
  const possible = decideIn('possible', 'grants');
  const isDeniedAnyway = possible.kind === 'explicitDeny' || possible.kind === 'boundary';
  if (possible.effect === 'deny' && (unknown.length === 0 || isDeniedAnyway)) {
    return { outcome: 'broken', lacking, by: forPeople(certain.by) };
  }
  // An unknown policy usually grants. It could deny, but a template that grants an action means it.
  if (certain.effect === 'allow') return { outcome: 'ok' };
  if (unknown.length === 0 && decideIn('possible', 'denies').effect === 'deny') {
    const reason = `AWS's documentation does not say whether the policies of ${lacking} allow it`;
    return { outcome: 'undecidable', reason };
  }
  return { outcome: 'undecidable', reason: reasonOf(question) };
};

/** What to add to the command, for the names that are parameters of the template. */
const supply = (names: readonly string[], model: TemplateModel): string => {
  const parameters = names.filter((name) => Object.hasOwn(model.parameters, name));
  return parameters.length === 0
    ? ''
    : `; add ${parameters.map((name) => `--parameter ${name}=VALUE`).join(' ')}`;
};

const reasonOf = ({ unknown, policies, request, model }: Question): string => {
  if (unknown.length > 0) return `the template does not show ${unknown.join(', ')}`;
  const conditional = policies
    .flatMap(({ statements }) => statements.map(({ condition }) => condition))
    .find((one) => one !== undefined && one !== request.condition);
  if (conditional !== undefined) {
    const [{ reason } = { reason: '' }] = model.unknownIn({ Condition: conditional });
    return `it depends on the condition ${conditional}: ${reason}`;
  }
  const service = request.action.split(':')[0] ?? '';
  const relevant = policies
    .flatMap(({ statements }) => statements.map((one) => JSON.stringify(one.statement)))
    .filter((text) => text.includes(`${service}:`) || text.includes('"*"'));
  const names = unknownNames([...relevant, request.resource].join(' '));
  const named = names.filter((name) => !name.startsWith('?'));
  if (named.length > 0) return `it depends on ${named.join(', ')}${supply(named, model)}`;
  return names.length > 0 || asPattern(request.resource) === request.resource
    ? 'it depends on a value that the template does not show'
    : 'it depends on the account and Region of the stack; add --parameter AWS::Region=VALUE';
};
