import { functionsOf, type TemplateFunction } from '@hopwise/template/functions';
import { asList, at } from '@hopwise/template/json';
import { jwtGateways } from '@hopwise/template/links';
import { machineClients } from '@hopwise/template/machine-clients';
import { referencesOf } from '@hopwise/template/render';
import type { TemplateModel, TemplateResource } from '@hopwise/template/template-model';
import { type PolicyStatement, statementsOfRole } from '../policies/policy-statements.ts';
import type { Chain } from './chain.ts';

/** A function that has the URL of a gateway in its environment. */
export type GatewayCaller = {
  readonly calling: TemplateFunction;
  readonly role: TemplateResource;
  readonly gateway: TemplateResource;
  readonly statements: readonly PolicyStatement[];
};

/** Functions that have the URL of a gateway with a JWT authorizer, and whose role is in the template. */
export const gatewayCallers = (chain: Chain): readonly GatewayCaller[] => {
  const { model } = chain;
  return jwtGateways(model).flatMap((gateway) => {
    model.spend(functionsOf(model).length);
    return functionsOf(model).flatMap((calling) => {
      const { role, references } = calling;
      if (!references.has(gateway.logicalId) || role?.type !== 'AWS::IAM::Role') return [];
      return [{ calling, role, gateway, statements: statementsOfRole(role, chain) }];
    });
  });
};

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
