import { chainOf } from '@hopwise/chain/chain';
import { creationRules } from '@hopwise/chain/creation-rules';
import { definedScopes } from '@hopwise/chain/defined-scopes';
import { asList, at } from '@hopwise/template/json';
import { jwtGateways } from '@hopwise/template/links';
import { listedNames } from '@hopwise/template/listed-names';
import { referencesOf, render } from '@hopwise/template/render';
import type { TemplateModel } from '@hopwise/template/template-model';
import type { Rule } from './rule.ts';

/** The scopes of the app clients with these ids; `undefined` if the template does not show a client or its scopes. */
const scopesOfClients = (
  clients: readonly unknown[],
  model: TemplateModel,
): readonly string[] | undefined => {
  const scopes: string[] = [];
  for (const client of clients) {
    const [id, ...others] = referencesOf(client);
    const found = id === undefined || others.length > 0 ? undefined : model.find(id);
    if (found?.type !== 'AWS::Cognito::UserPoolClient') return undefined;
    scopes.push(...asList(found.properties.AllowedOAuthScopes).map(render));
  }
  return scopes.some((scope) => scope.includes('${')) ? undefined : scopes;
};

/** Whether a function requests one of the scopes with one of the clients. SCOPE_NOT_GRANTED names this cause. */
const isRequested = (
  clients: readonly unknown[],
  allowed: readonly string[],
  model: TemplateModel,
): boolean => {
  const clientIds = clients.flatMap(referencesOf);
  return creationRules
    .scopeNotGranted(chainOf(model))
    .some(({ clientId, scope }) => clientIds.includes(clientId) && allowed.includes(scope));
};

/** Finds gateways that no token can pass: none of their AllowedClients has one of their AllowedScopes. */
export const insufficientScope: Rule = (model) => {
  const defined = new Set(definedScopes(model));
  return jwtGateways(model).flatMap(({ logicalId, properties }) => {
    const authorizer = at(properties, 'AuthorizerConfiguration', 'CustomJWTAuthorizer');
    const clients = asList(at(authorizer, 'AllowedClients'));
    const allowed = asList(at(authorizer, 'AllowedScopes')).map(render);
    // SCOPE_UNDEFINED names a scope that does not exist.
    if (clients.length === 0 || allowed.length === 0) return [];
    if (!allowed.every((scope) => defined.has(scope))) return [];
    const scopes = scopesOfClients(clients, model);
    if (scopes === undefined || allowed.some((scope) => scopes.includes(scope))) return [];
    if (isRequested(clients, allowed, model)) return [];
    return [
      {
        code: 'INSUFFICIENT_SCOPE',
        logicalId,
        where: `${logicalId}.AuthorizerConfiguration.CustomJWTAuthorizer.AllowedScopes`,
        hop: 6,
        scope: scopes.length === 0 ? 'of its clients' : listedNames(scopes),
        allowed: allowed.join(', '),
      },
    ];
  });
};
