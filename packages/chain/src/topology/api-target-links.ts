import { asAlternatives, at } from '@hopwise/template/json';
import { regionalArn } from '../texts/identities.ts';
import { unknownStandIn } from '../texts/stand-ins.ts';
import { pathOf } from './api-links.ts';
import type { ChainLink } from './chain-link.ts';
import type { GatewayTarget } from './gateway-links.ts';
import { type LinkSource, linkFrom } from './link-source.ts';

/** A method of an API. */
type Place = { readonly verb: string; readonly path: string };

/**
 * The methods of a REST API that a target calls with the role of its gateway. A method without IAM authorization needs no
 * permission.
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-api-gateway.html
 */
export const apiTargetLinks = (
  { gateway, target }: GatewayTarget,
  source: LinkSource,
): readonly ChainLink[] => {
  const { model, texts } = source;
  const api = at(target.properties, 'TargetConfiguration', 'Mcp', 'ApiGateway');
  const usesRole = asAlternatives(target.properties.CredentialProviderConfigurations).some(
    (one) => at(one, 'CredentialProviderType') === 'GATEWAY_IAM_ROLE',
  );
  if (api === undefined || !usesRole) return [];
  const apiId = texts.of(at(api, 'RestApiId'));
  const stage = texts.of(at(api, 'Stage'));
  const toId = model
    .ofType('AWS::ApiGateway::RestApi')
    .find(({ logicalId }) => texts.attribute(logicalId, 'Ref') === apiId)?.logicalId;
  const link = linkFrom(gateway, `${target.logicalId}.TargetConfiguration`, source);
  return calledPlaces(filtersOf(api, source), apiId, source).map(({ verb, path }) => ({
    ...link({
      kind: 'gateway → API',
      hop: 7,
      to: regionalArn('execute-api', `${apiId}/${stage}/${verb}${withAnyValues(path)}`),
      because: `its target ${target.logicalId} calls ${verb} ${path}`,
    }),
    toId,
  }));
};

const filtersOf = (api: unknown, { texts }: LinkSource): readonly Place[] =>
  asAlternatives(at(api, 'ApiGatewayToolConfiguration', 'ToolFilters')).flatMap((filter) =>
    asAlternatives(at(filter, 'Methods')).map((method) => ({
      verb: texts.of(method),
      path: texts.of(at(filter, 'FilterPath')),
    })),
  );

/** The methods that need a permission. If the template does not show the methods of the API, all of the filters do. */
const calledPlaces = (
  filters: readonly Place[],
  apiId: string,
  source: LinkSource,
): readonly Place[] => {
  const methods = source.model
    .ofType('AWS::ApiGateway::Method')
    .filter(({ properties }) => source.texts.of(properties.RestApiId) === apiId)
    .map(({ properties }) => ({
      verb: source.texts.of(properties.HttpMethod),
      path: `/${pathOf(properties.ResourceId, source)}`,
      needsIam: properties.AuthorizationType === 'AWS_IAM',
    }));
  source.model.spend(filters.length * methods.length);
  if (methods.length === 0) return filters;
  const called = filters.flatMap(({ verb, path }) =>
    methods
      .filter((one) => one.needsIam && [verb, 'ANY'].includes(one.verb) && isIn(one.path, path))
      .map((one) => ({ verb, path: one.path })),
  );
  return [...new Map(called.map((one) => [`${one.verb} ${one.path}`, one])).values()];
};

const isIn = (path: string, filter: string): boolean =>
  path === filter || (filter.endsWith('/*') && path.startsWith(filter.slice(0, -1)));

/** Parameters of a path, and the end of a filter such as `/orders/*`, have any value. */
const withAnyValues = (path: string): string =>
  path.replaceAll(/\{[^}]*\}|\*/g, unknownStandIn('?value'));
