import { functionsOf, type TemplateFunction } from '@hopwise/template/functions';
import { jwtGateways } from '@hopwise/template/links';
import { refersTo } from '@hopwise/template/render';
import type { TemplateModel, TemplateResource } from '@hopwise/template/template-model';
import { type PolicyStatement, statementsOfRole } from './policy-statements.ts';

/** A function that has the URL of a gateway in its environment. */
export type GatewayCaller = {
  readonly calling: TemplateFunction;
  readonly role: TemplateResource;
  readonly gateway: TemplateResource;
  readonly statements: readonly PolicyStatement[];
};

/** Functions that have the URL of a gateway with a JWT authorizer, and whose role is in the template. */
export const gatewayCallers = (model: TemplateModel): readonly GatewayCaller[] =>
  jwtGateways(model).flatMap((gateway) =>
    functionsOf(model).flatMap((calling) => {
      const { role, variables } = calling;
      const isTold = Object.values(variables).some((value) => refersTo(value, gateway.logicalId));
      if (!isTold || role?.type !== 'AWS::IAM::Role') return [];
      return [{ calling, role, gateway, statements: statementsOfRole(role, model) }];
    }),
  );
