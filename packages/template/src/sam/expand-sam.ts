import { asObject } from '../json.ts';
import type { TemplateResource } from '../template-resource.ts';
import { apisOf } from './apis/apis-of-template.ts';
import { expandHttpApi, httpStageIdOf } from './apis/http-api.ts';
import { expandRestApi, restStageIdOf } from './apis/rest-api.ts';
import type { SamApi } from './apis/sam-api.ts';
import { connectionsOf, expandConnection } from './connectors.ts';
import { type Expanded, expandFunction, expandTable } from './expand-function.ts';
import { aliasIdOf, versionIdOf } from './function-version.ts';
import { type ReferableNames, withLogicalIds } from './referable-names.ts';
import type { SamScope } from './sam-scope.ts';

/**
 * Replaces the SAM resources of a template by the resources that SAM generates. Each generated resource has the place
 * that caused it. The resources have the properties from `globals` already.
 */
export const expandSam = (
  resources: readonly TemplateResource[],
  globals: unknown,
  scope: SamScope,
): readonly TemplateResource[] => {
  const apis = new Map(apisOf(resources, globals, scope).map((api) => [api.from.logicalId, api]));
  const written = new Set(resources.map(({ logicalId }) => logicalId));
  const implicit = [...apis.values()].filter(({ from }) => !written.has(from.logicalId));
  const expanded = [
    ...resources.map((one) => expandResource(one, apis, scope)),
    ...implicit.map((api) => ({ resources: expandApi(api), amendments: [] })),
  ];
  const byId = new Map(expanded.flatMap((one) => one.resources).map((one) => [one.logicalId, one]));
  const connected = resources
    .flatMap((one) => connectionsOf(one, scope.connectorsOf(one.logicalId)))
    .map((one) => expandConnection(one, byId, scope));
  return withReferences(
    amended([...expanded, ...connected]),
    referableNames([...resources, ...implicit.map(({ from }) => from)]),
    scope,
  );
};

type Apis = ReadonlyMap<string, SamApi>;

const expandResource = (one: TemplateResource, apis: Apis, scope: SamScope): Expanded => {
  if (one.type === 'AWS::Serverless::Function') {
    return expandFunction(one, (logicalId) => apis.get(logicalId)?.from, scope);
  }
  const api = apis.get(one.logicalId);
  if (api !== undefined) return { resources: expandApi(api), amendments: [] };
  const isTable = one.type === 'AWS::Serverless::SimpleTable';
  return { resources: [isTable ? expandTable(one) : one], amendments: [] };
};

const expandApi = (api: SamApi): readonly TemplateResource[] =>
  api.from.type === 'AWS::Serverless::Api' ? expandRestApi(api) : expandHttpApi(api);

const amended = (expanded: readonly Expanded[]): readonly TemplateResource[] => {
  const amendments = Map.groupBy(
    expanded.flatMap((one) => one.amendments),
    ({ logicalId }) => logicalId,
  );
  return expanded
    .flatMap((one) => one.resources)
    .map((one) => ({
      ...one,
      properties: (amendments.get(one.logicalId) ?? []).reduce(
        (properties, { amend }) => amend(properties),
        one.properties,
      ),
    }));
};

const withReferences = (
  resources: readonly TemplateResource[],
  names: ReferableNames,
  scope: SamScope,
): readonly TemplateResource[] =>
  names.size === 0
    ? resources
    : resources.map((one) => ({
        ...one,
        properties: asObject(withLogicalIds(one.properties, names, scope)),
      }));

const referableNames = (resources: readonly TemplateResource[]): ReferableNames =>
  new Map(
    resources.flatMap((one) =>
      referableIn(one).map(([name, id]) => [`${one.logicalId}.${name}`, id]),
    ),
  );

const referableIn = (one: TemplateResource): readonly (readonly [string, string])[] => {
  if (one.type === 'AWS::Serverless::Api') {
    return [
      ['Stage', restStageIdOf(one)],
      ['Deployment', `${one.logicalId}Deployment`],
    ];
  }
  if (one.type === 'AWS::Serverless::HttpApi') return [['Stage', httpStageIdOf(one)]];
  const aliasId = one.type === 'AWS::Serverless::Function' ? aliasIdOf(one) : undefined;
  return aliasId === undefined
    ? []
    : [
        ['Alias', aliasId],
        ['Version', versionIdOf(one.logicalId)],
      ];
};
