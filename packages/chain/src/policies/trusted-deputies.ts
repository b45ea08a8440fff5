import type { HopNumber } from '@hopwise/contracts/hops';
import { asAlternatives, asObject } from '@hopwise/template/json';
import { render } from '@hopwise/template/render';
import type { TemplateModel } from '@hopwise/template/template-model';
import { servicePrincipals, trustStatements } from './policy-statements.ts';

/** Services that act on behalf of other resources, and the hops at which they assume a role or call a function. */
export const deputies: ReadonlyMap<
  string,
  { readonly trust: HopNumber; readonly call: HopNumber }
> = new Map([
  ['bedrock.amazonaws.com', { trust: 4, call: 5 }],
  ['bedrock-agentcore.amazonaws.com', { trust: 7, call: 7 }],
]);

/** A statement that allows a deputy to assume a role. */
export type TrustedDeputy = {
  readonly logicalId: string;
  readonly where: string;
  readonly hop: HopNumber | null;
  readonly service: string;
  /** Condition keys in lower case, with their rendered values. */
  readonly conditions: ReadonlyMap<string, readonly string[]>;
};

export const trustedDeputies = (model: TemplateModel): readonly TrustedDeputy[] =>
  model
    .ofType('AWS::IAM::Role')
    .flatMap(trustStatements)
    .filter(({ effect }) => effect === 'Allow')
    .flatMap((statement) => {
      const { logicalId, where } = statement;
      const conditions = conditionsOf(statement.statement.Condition);
      return servicePrincipals(statement)
        .filter((service) => deputies.has(service))
        .map((service) => ({
          logicalId,
          where,
          service,
          conditions,
          hop: deputies.get(service)?.trust ?? null,
        }));
    });

const conditionsOf = (condition: unknown): TrustedDeputy['conditions'] =>
  new Map(
    Object.values(asObject(condition)).flatMap((keys) =>
      Object.entries(asObject(keys)).map(
        ([key, value]) => [key.toLowerCase(), asAlternatives(value).map(render)] as const,
      ),
    ),
  );
