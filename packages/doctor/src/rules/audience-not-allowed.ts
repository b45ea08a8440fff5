import { asList, asObject, at } from '@hopwise/template/json';
import { jwtGateways } from '@hopwise/template/links';
import { render } from '@hopwise/template/render';
import type { Rule } from './rule.ts';

/** Finds gateways that require an audience from a Cognito user pool, whose machine tokens do not have one. */
export const audienceNotAllowed: Rule = (model) =>
  jwtGateways(model).flatMap(({ logicalId, properties }) => {
    const authorizer = asObject(at(properties, 'AuthorizerConfiguration', 'CustomJWTAuthorizer'));
    const isCognito = render(authorizer.DiscoveryUrl).includes('//cognito-idp.');
    const audiences = asList(authorizer.AllowedAudience);
    if (!isCognito || audiences.length === 0) return [];
    const audience = audiences.map(render).join(', ');
    const where = `${logicalId}.AuthorizerConfiguration.CustomJWTAuthorizer.AllowedAudience`;
    return [
      { code: 'AUDIENCE_NOT_ALLOWED', logicalId, where, hop: 6, gateway: logicalId, audience },
    ];
  });
