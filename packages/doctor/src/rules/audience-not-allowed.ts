import { isCalledByMachines } from '@hopwise/chain/gateway-callers';
import { asList, asObject, at } from '@hopwise/template/json';
import { jwtGateways } from '@hopwise/template/links';
import { render } from '@hopwise/template/render';
import type { Rule } from './rule.ts';

/** Finds gateways for machines that require an audience, which machine tokens of Cognito do not have. ID tokens have one. */
export const audienceNotAllowed: Rule = (model) =>
  jwtGateways(model).flatMap((gateway) => {
    const { logicalId, properties } = gateway;
    const authorizer = asObject(at(properties, 'AuthorizerConfiguration', 'CustomJWTAuthorizer'));
    const isCognito = render(authorizer.DiscoveryUrl).includes('//cognito-idp.');
    const audiences = asList(authorizer.AllowedAudience);
    if (!isCognito || audiences.length === 0 || !isCalledByMachines(gateway, model)) return [];
    const audience = audiences.map(render).join(', ');
    const where = `${logicalId}.AuthorizerConfiguration.CustomJWTAuthorizer.AllowedAudience`;
    return [
      { code: 'AUDIENCE_NOT_ALLOWED', logicalId, where, hop: 6, gateway: logicalId, audience },
    ];
  });
