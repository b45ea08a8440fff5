import { type Chain, chainOf } from '@hopwise/chain/chain';
import { forPeople, hasStandIn } from '@hopwise/chain/stand-ins';
import { asList, at } from '@hopwise/template/json';
import { jwtGateways } from '@hopwise/template/links';
import { referencesOf } from '@hopwise/template/render';
import type { Rule } from './rule.ts';

const document = '/.well-known/openid-configuration';

const cognito = /^https:\/\/cognito-idp\.[^/]+\/([^/]+)(\/.*)$/;

/**
 * Finds gateways whose discovery URL is no discovery document, which AWS refuses, or is the one of another user pool than
 * that of their app clients.
 * https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CustomJWTAuthorizerConfiguration.html
 */
export const issuerMismatch: Rule = (model) => {
  const chain = chainOf(model);
  return jwtGateways(model).flatMap(({ logicalId, properties }) => {
    const authorizer = at(properties, 'AuthorizerConfiguration', 'CustomJWTAuthorizer');
    const url = chain.texts.of(at(authorizer, 'DiscoveryUrl'));
    const [, pool, path] = cognito.exec(url) ?? [];
    // Other issuers and unknown parts of a URL can be right.
    if (pool === undefined || path === undefined || /[‹?]/.test(`${pool}${path}`)) return [];
    const pools = poolsOf(authorizer, chain);
    const expected = pools.find((one) => isComparable(one, pool)) ?? pool;
    if (path === document && (pools.includes(pool) || expected === pool)) return [];
    return [
      {
        code: 'ISSUER_MISMATCH',
        logicalId,
        where: `${logicalId}.AuthorizerConfiguration.CustomJWTAuthorizer.DiscoveryUrl`,
        hop: 6,
        gateway: logicalId,
        url: forPeople(url),
        expected: forPeople(url.replace(`/${pool}${path}`, `/${expected}${document}`)),
      },
    ];
  });
};

/** The user pools of the app clients that an authorizer names. */
const poolsOf = (authorizer: unknown, { model, texts }: Chain): readonly string[] =>
  [at(authorizer, 'AllowedClients'), at(authorizer, 'AllowedAudience')]
    .flatMap(asList)
    .flatMap(referencesOf)
    .flatMap((id) => model.find(id) ?? [])
    .filter(({ type }) => type === 'AWS::Cognito::UserPoolClient')
    .map(({ properties }) => texts.of(properties.UserPoolId));

/** A written id can be the id of a pool of the template, from an earlier deployment. */
const isComparable = (one: string, other: string): boolean =>
  !one.includes('‹') && hasStandIn(one) === hasStandIn(other);
