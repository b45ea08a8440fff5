import { decide } from '@hopwise/iam/decide';
import { policyIn, type WorldRequest } from '../policies/worlds.ts';
import type { WrittenPolicy } from '../policies/written-policy.ts';
import { accountStandIn } from '../texts/stand-ins.ts';
import type { Chain } from '../topology/chain.ts';
import { judge, spendOn } from './judge.ts';
import type { NeedDecision } from './need.ts';

export type ServiceRequest = {
  readonly service: string;
  /** The resource or trust policy that must allow the service. */
  readonly policy: WrittenPolicy;
  /** The resource with the policy. */
  readonly owner: string;
  readonly request: WorldRequest;
  /** Parts of the policy that the template does not show. */
  readonly unknown?: readonly string[];
  /** Whether AWS documents no condition keys of the request. */
  readonly hasOpenKeys?: boolean;
};

/** Decides in both worlds whether a policy allows a service, which has no policies itself. */
export const decideForService = (
  { service, policy, owner, request, unknown = [], hasOpenKeys = false }: ServiceRequest,
  chain: Chain,
): NeedDecision => {
  spendOn([policy], chain);
  return judge({
    decideIn: (world, undecided) =>
      decide({
        ...request,
        undecided,
        principal: { type: 'Service', service },
        resourceAccountId: chain.texts.located(accountStandIn),
        identityPolicies: [],
        resourcePolicy: policyIn(world, policy, request),
        resourcePolicyMustAllow: true,
      }),
    lacking: owner,
    unknown,
    policies: [policy],
    request,
    model: chain.model,
    sender: hasOpenKeys ? service : undefined,
  });
};
