import { decide } from '@hopwise/iam/decide';
import type { TemplateResource } from '@hopwise/template/template-model';
import { policyOfFunction, policyOfResource } from '../policies/resource-policies.ts';
import { policiesOfRole, type RolePolicies, roleAt } from '../policies/role-policies.ts';
import { policyIn, type WorldRequest } from '../policies/worlds.ts';
import type { WrittenPolicy } from '../policies/written-policy.ts';
import { accountStandIn, forPeople } from '../texts/stand-ins.ts';
import type { Chain } from '../topology/chain.ts';
import type { ChainLink } from '../topology/chain-link.ts';
import { decideForService } from './decide-for-service.ts';
import { judge, type Question, spendOn } from './judge.ts';
import type { NeedDecision } from './need.ts';
import { missingFunction } from './what-to-supply.ts';

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
  const accountId = chain.texts.located(accountStandIn);
  const policies = caller.policies.filter(({ logicalId }) => !without.includes(logicalId));
  const request: WorldRequest = {
    action,
    resource,
    stackRegion,
    condition: need.link.from.condition,
    context: {
      'aws:PrincipalArn': roleArn,
      'aws:PrincipalAccount': accountId,
      'aws:ResourceAccount': accountId,
      'aws:SecureTransport': 'true',
      ...context,
    },
  };
  const own = need.link.toId === undefined ? undefined : policyOfTarget(need.link, chain);
  spendOn([...policies, ...(own ? [own] : [])], chain);
  const decideWith =
    (resourcePolicy?: WrittenPolicy): Question['decideIn'] =>
    (world, undecided) =>
      decide({
        ...request,
        undecided,
        principal: { type: 'AWS', arn: sessionArn(roleArn), roleArn, accountId },
        resourceAccountId: accountId,
        identityPolicies: policies.map((one) => policyIn(world, one, request)),
        permissionsBoundary: boundary && policyIn(world, boundary, request),
        resourcePolicy: resourcePolicy && policyIn(world, resourcePolicy, request),
        resourcePolicyMustAllow: resourcePolicy !== undefined && isKey(need.link),
      });
  const keyLacksIt =
    own && isKey(need.link) && decideWith()('certain', 'denies').effect === 'allow';
  return judge({
    decideIn: decideWith(own),
    lacking: keyLacksIt ? own.logicalId : roleId,
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
  if (text === '') return { reason: 'its role is empty' };
  const role = roleAt(text, chain);
  if (role === undefined) return { reason: `the role ${forPeople(text)} is not in the template` };
  const roleArn = texts.attribute(role.logicalId, 'Arn');
  return { ...policiesOfRole(role, chain), roleId: role.logicalId, roleArn };
};

const sessionArn = (roleArn: string): string =>
  `${roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/session`;

const policyOfTarget = ({ toId = '', to }: ChainLink, chain: Chain): WrittenPolicy | undefined =>
  isArnOf('lambda', to) ? policyOfFunction(to, chain) : policyOfResource(toId, chain);

const isArnOf = (service: string, arn: string): boolean =>
  arn.startsWith('arn:') && arn.split(':')[2] === service;

/** A grant in a role has no effect on a key whose own policy allows neither the role nor its account. */
const isKey = ({ to }: ChainLink): boolean => isArnOf('kms', to);

/** Whether the policy of a resource certainly allows a service that works for the caller. */
export const isGrantedToService = (need: NeedRequest, service: string, chain: Chain): boolean => {
  const { link, action, resource, stackRegion } = need;
  const policy = link.toId === undefined ? undefined : policyOfTarget(link, chain);
  if (policy === undefined) return false;
  const source = chain.texts.attribute(link.from.logicalId, 'AgentArn');
  const request: WorldRequest = {
    action,
    resource,
    stackRegion,
    condition: link.from.condition,
    context: {
      'aws:SourceAccount': accountStandIn,
      'aws:SourceArn': source,
      'kms:EncryptionContext:aws:bedrock:arn': source,
    },
  };
  const asked = { service, policy, owner: link.to, request };
  return decideForService(asked, chain).outcome === 'ok';
};

/** Decides in both worlds whether a function's resource policy allows a service. */
export const decideServiceNeed = (
  need: NeedRequest,
  service: string,
  chain: Chain,
): NeedDecision => {
  const { link } = need;
  if (link.toId === undefined) {
    return { outcome: 'undecidable', reason: missingFunction(link.to, chain) };
  }
  return decideForService(
    {
      service,
      policy: policyOfFunction(link.to, chain),
      owner: link.toId,
      request: {
        action: need.action,
        resource: need.resource,
        condition: link.from.condition,
        context: {
          'aws:SourceAccount': chain.texts.located(accountStandIn),
          'aws:SourceArn': link.source ?? '',
        },
      },
    },
    chain,
  );
};
