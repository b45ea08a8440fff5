import { definedScopes } from '@hopwise/chain/defined-scopes';
import { globsOverlap } from '@hopwise/chain/glob-overlap';
import type { HopNumber } from '@hopwise/contracts/hops';
import { functionsOf } from '@hopwise/template/functions';
import { asList, at } from '@hopwise/template/json';
import { hopOfFunction, jwtGateways } from '@hopwise/template/links';
import { listedNames } from '@hopwise/template/listed-names';
import { render, unknownText } from '@hopwise/template/render';
import type { TemplateModel } from '@hopwise/template/template-model';
import type { TemplateFact } from '../catalogue/fact.ts';
import type { Rule } from './rule.ts';

type UsedScope = {
  readonly logicalId: string;
  readonly where: string;
  readonly hop: HopNumber | null;
  readonly scope: string;
};

const scopesIn = (value: unknown, place: Omit<UsedScope, 'scope'>): readonly UsedScope[] =>
  asList(value).map((scope) => ({ ...place, scope: render(scope) }));

const usedScopes = (model: TemplateModel): readonly UsedScope[] => [
  ...model.ofType('AWS::Cognito::UserPoolClient').flatMap(({ logicalId, properties }) => {
    const hop = asList(properties.AllowedOAuthFlows).includes('client_credentials') ? 6 : 1;
    return scopesIn(properties.AllowedOAuthScopes, {
      logicalId,
      where: `${logicalId}.AllowedOAuthScopes`,
      hop,
    });
  }),
  ...jwtGateways(model).flatMap(({ logicalId, properties }) =>
    scopesIn(at(properties, 'AuthorizerConfiguration', 'CustomJWTAuthorizer', 'AllowedScopes'), {
      logicalId,
      where: `${logicalId}.AuthorizerConfiguration`,
      hop: 6,
    }),
  ),
  ...model.ofType('AWS::ApiGateway::Method').flatMap(({ logicalId, properties }) =>
    scopesIn(properties.AuthorizationScopes, {
      logicalId,
      where: `${logicalId}.AuthorizationScopes`,
      hop: 1,
    }),
  ),
  ...functionsOf(model).flatMap(({ logicalId, variables }) =>
    Object.entries(variables)
      .filter(([name]) => /SCOPE/i.test(name))
      .flatMap(([name, value]) =>
        scopesIn(value.split(/[\s,]+/), {
          logicalId,
          where: `${logicalId}.Environment.Variables.${name}`,
          hop: hopOfFunction(logicalId, model) === 5 ? 6 : hopOfFunction(logicalId, model),
        }),
      ),
  ),
];

/** Unknown parts match any text. */
const patternOf = (scope: string): string => scope.replaceAll(/\$\{[^}]*\}/g, '*');

/** Scopes of OpenID Connect have no slash. A URL names a resource server outside the template. */
const isCustomScope = (scope: string): boolean => /^[^/\s]+\/[^/\s]+$/.test(patternOf(scope));

const isOpen = (scope: string): boolean => scope.includes('${');

const identifierIn = (scope: string): string => scope.slice(0, scope.lastIndexOf('/'));

/**
 * Finds scopes that no resource server defines, in a template that defines resource servers. If a part is unknown, the
 * scope has the same expression for its resource server as the template.
 */
export const scopeUndefined: Rule = (model): readonly TemplateFact[] => {
  const scopes = definedScopes(model);
  if (scopes.length === 0) return [];
  const patterns = scopes.map(patternOf);
  const isDefined = (scope: string): boolean =>
    patterns.some((one) => globsOverlap(one, patternOf(scope)));
  const identifiers = new Set(scopes.map(identifierIn));
  const isWhole = !scopes.some(isOpen);
  const defined = listedNames(scopes.map((scope) => scope.replaceAll(unknownText, '…')));
  return (
    usedScopes(model)
      .filter(({ scope }) => isCustomScope(scope) && !isDefined(scope))
      // The variables of a function can name scopes of any other system.
      .filter(
        ({ where, scope }) =>
          identifiers.has(identifierIn(scope)) ||
          (isWhole && !isOpen(scope) && !where.includes('.Variables.')),
      )
      .map(({ scope, ...used }) => ({
        code: 'SCOPE_UNDEFINED',
        ...used,
        scope: scope.replaceAll(unknownText, '…'),
        defined,
      }))
  );
};
