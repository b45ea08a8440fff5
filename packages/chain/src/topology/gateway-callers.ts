import { functionsOf, type TemplateFunction } from '@hopwise/template/functions';
import { jwtGateways } from '@hopwise/template/links';
import type { TemplateResource } from '@hopwise/template/template-model';
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
