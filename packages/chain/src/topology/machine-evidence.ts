import { asList, at } from '@hopwise/template/json';
import { machineClients } from '@hopwise/template/machine-clients';
import { referencesOf } from '@hopwise/template/render';
import type { TemplateModel, TemplateResource } from '@hopwise/template/template-model';

/**
 * Whether a template shows that machines call a gateway: its authorizer names only machine clients, or every app client of
 * its user pool is one. Without this, callers can forward the tokens of their users, which is legitimate.
 */
export const isCalledByMachines = (gateway: TemplateResource, model: TemplateModel): boolean => {
  const machines = machineClients(model).map(({ logicalId }) => logicalId);
  const authorizer = at(gateway.properties, 'AuthorizerConfiguration', 'CustomJWTAuthorizer');
  const named = [at(authorizer, 'AllowedClients'), at(authorizer, 'AllowedAudience')]
    .flatMap(asList)
    .flatMap(referencesOf)
    .filter((id) => model.find(id)?.type === clientType);
  if (named.length > 0) return named.every((id) => machines.includes(id));
  const pools = referencesOf(at(authorizer, 'DiscoveryUrl'));
  const clients = model
    .ofType(clientType)
    .filter(({ properties }) =>
      referencesOf(properties.UserPoolId).some((id) => pools.includes(id)),
    );
  return clients.length > 0 && clients.every(({ logicalId }) => machines.includes(logicalId));
};

/**
 * Whether a template shows that people sign in with each app client of a gateway's authorizer. Then a caller without a
 * client secret forwards the token of its user, and needs nothing else.
 */
export const isCalledByPeople = (gateway: TemplateResource, model: TemplateModel): boolean => {
  const machines = machineClients(model).map(({ logicalId }) => logicalId);
  const authorizer = at(gateway.properties, 'AuthorizerConfiguration', 'CustomJWTAuthorizer');
  const named = [at(authorizer, 'AllowedClients'), at(authorizer, 'AllowedAudience')].flatMap(
    asList,
  );
  const clients = named.flatMap(referencesOf).flatMap((id) => model.find(id) ?? []);
  return (
    named.length > 0 &&
    clients.length === named.length &&
    clients.every(({ logicalId, type }) => type === clientType && !machines.includes(logicalId))
  );
};

const clientType = 'AWS::Cognito::UserPoolClient';
