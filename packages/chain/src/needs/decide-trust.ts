import { asList, at, isIntrinsic } from '@hopwise/template/json';
import { oncePerObject } from '@hopwise/template/once-per-object';
import { roleAt } from '../policies/role-policies.ts';
import { readPolicy } from '../policies/written-policy.ts';
import { accountStandIn, forPeople } from '../texts/stand-ins.ts';
import type { Chain } from '../topology/chain.ts';
import type { ChainLink } from '../topology/chain-link.ts';
import { decideForService } from './decide-for-service.ts';
import type { NeedDecision } from './need.ts';

/** By role, service and source: many functions share a role. */
const decisionsOf = oncePerObject((_chain: Chain) => new Map<string, NeedDecision>());

/** Decides in both worlds whether a role's trust policy allows a service to assume it. */
export const decideTrustNeed = (link: ChainLink, service: string, chain: Chain): NeedDecision => {
  const known = decisionsOf(chain);
  const key = [link.to, service, link.source ?? '', link.from.condition ?? ''].join(' ');
  const decision = known.get(key) ?? decideTrust(link, service, chain);
  known.set(key, decision);
  return decision;
};

const notFound = ({ to }: ChainLink): string =>
  to === '' ? 'its role is empty' : `the role ${forPeople(to)} is not in the template`;

const decideTrust = (link: ChainLink, service: string, chain: Chain): NeedDecision => {
  const role = roleAt(link.to, chain);
  if (role === undefined) {
    // A role of this account is known to be elsewhere, although the account is not.
    const [{ reason } = { reason: notFound(link) }] = chain.model
      .unknownIn(link.written)
      .filter(({ parameter }) => parameter !== 'AWS::AccountId');
    return { outcome: 'undecidable', reason };
  }
  const document = role.properties.AssumeRolePolicyDocument;
  const { logicalId } = role;
  const policy = readPolicy(document, {
    logicalId,
    name: `${logicalId} (trust policy)`,
    texts: chain.texts,
  });
  const isHidden = [document, ...asList(at(document, 'Statement'))].some(
    (one) => isIntrinsic(one) && at(one, 'Fn::If') === undefined,
  );
  return decideForService(
    {
      service,
      policy,
      owner: logicalId,
      request: {
        action: 'sts:AssumeRole',
        resource: link.to,
        condition: link.from.condition,
        context: {
          ...(link.source !== undefined && {
            'aws:SourceAccount': chain.texts.located(accountStandIn),
            'aws:SourceArn': link.source,
          }),
        },
      },
      // Agents and gateways send the source. Lambda's pages name no condition key for execution roles.
      hasOpenKeys: link.source === undefined,
      unknown: isHidden ? [`the trust policy of ${logicalId}`] : [],
    },
    chain,
  );
};
