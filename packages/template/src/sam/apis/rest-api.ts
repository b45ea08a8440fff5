import { asList, asObject, at, type JsonObject } from '../../json.ts';
import type { TemplateResource } from '../../template-resource.ts';
import { attributeOf, converted, generatedFrom, idPart, withoutUndefined } from '../sam-scope.ts';
import { methodsOf } from './api-methods.ts';
import { authorizerResources, authorizersOf } from './authorizers.ts';
import { bodyOf } from './definition-body.ts';
import type { ApiMethod, SamApi } from './sam-api.ts';

export const restStageIdOf = ({ logicalId, properties }: TemplateResource): string =>
  `${logicalId}${idPart(properties.StageName)}Stage`;

/**
 * A REST API with its deployment, stage, authorizers and methods. SAM writes the methods into the API's definition; here
 * they are separate resources, as rules read them.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-api.html
 */
export const expandRestApi = (api: SamApi): readonly TemplateResource[] => {
  const { from, place } = api;
  const { logicalId, properties } = from;
  const deploymentId = `${logicalId}Deployment`;
  const RestApiId = { Ref: logicalId };
  const methods = methodsOf(api, authorizersOf(api), 'rest');
  return [
    converted(from, {
      type: 'AWS::ApiGateway::RestApi',
      properties: restProperties(api),
      parts: { Body: `${place}.DefinitionBody` },
    }),
    generatedFrom(from, {
      logicalId: deploymentId,
      type: 'AWS::ApiGateway::Deployment',
      properties: { RestApiId },
      source: { where: place },
    }),
    generatedFrom(from, {
      logicalId: restStageIdOf(from),
      type: 'AWS::ApiGateway::Stage',
      properties: withoutUndefined({
        RestApiId,
        DeploymentId: { Ref: deploymentId },
        StageName: properties.StageName,
        Variables: properties.Variables,
      }),
      source: { where: `${place}.StageName` },
    }),
    ...authorizerResources(api, 'rest'),
    ...pathResources(methods, api),
    ...methods.map((method) => methodResource(method, api)),
  ];
};

const restProperties = (api: SamApi): JsonObject => {
  const { from, events } = api;
  const { properties } = from;
  const { DefinitionUri, EndpointConfiguration: endpoint } = properties;
  const types = at(endpoint, 'Type') ?? endpoint;
  const policies = [properties, ...events.map((one) => one.properties)].flatMap((one) =>
    asList(at(one.Auth, 'ResourcePolicy')),
  );
  return withoutUndefined({
    Name: properties.Name,
    Description: properties.Description,
    DisableExecuteApiEndpoint: properties.DisableExecuteApiEndpoint,
    Body: bodyOf(api),
    BodyS3Location: DefinitionUri,
    EndpointConfiguration: endpoint === undefined ? undefined : { Types: asList(types) },
    Policy:
      policies.length === 0
        ? undefined
        : { Version: '2012-10-17', Statement: policies.flatMap(statementsOf) },
  });
};

/** SAM writes statements from lists of accounts, addresses and networks. Here only their effect matters. */
const statementsOf = (policy: unknown): readonly unknown[] => {
  const { CustomStatements, ...lists } = asObject(policy);
  const own = asList(CustomStatements);
  return Object.keys(lists).length === 0 && own.length > 0
    ? own
    : [
        ...own,
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'execute-api:Invoke',
          Resource: '*',
          Condition: { Null: lists },
        },
      ];
};

const segmentsOf = (path: string): readonly string[] => path.split('/').filter((one) => one !== '');

const pathId = (api: SamApi, segments: readonly string[], ids: Map<string, string>): string => {
  const key = segments.join('/');
  const id = ids.get(key) ?? `${api.from.logicalId}Resource${ids.size}`;
  ids.set(key, id);
  return id;
};

const resourceIdOf = (
  api: SamApi,
  segments: readonly string[],
  ids: Map<string, string>,
): JsonObject =>
  segments.length === 0
    ? attributeOf(api.from.logicalId, 'RootResourceId')
    : { Ref: pathId(api, segments, ids) };

const idsOfApis = new WeakMap<SamApi, Map<string, string>>();

const idsOf = (api: SamApi): Map<string, string> => {
  const ids = idsOfApis.get(api) ?? new Map<string, string>();
  idsOfApis.set(api, ids);
  return ids;
};

/** One resource for each prefix of each path. */
const pathResources = (methods: readonly ApiMethod[], api: SamApi): readonly TemplateResource[] => {
  const ids = idsOf(api);
  const found = new Map<string, TemplateResource>();
  for (const { path, where } of methods) {
    const segments = segmentsOf(path);
    segments.forEach((PathPart, index) => {
      api.scope.spend(1);
      const own = segments.slice(0, index + 1);
      const logicalId = pathId(api, own, ids);
      if (found.has(logicalId)) return;
      found.set(
        logicalId,
        generatedFrom(api.from, {
          logicalId,
          type: 'AWS::ApiGateway::Resource',
          properties: {
            RestApiId: { Ref: api.from.logicalId },
            ParentId: resourceIdOf(api, own.slice(0, -1), ids),
            PathPart,
          },
          source: { where },
        }),
      );
    });
  }
  return [...found.values()];
};

const methodResource = (
  { from, where, logicalId, path, verb, guard, integration }: ApiMethod,
  api: SamApi,
): TemplateResource =>
  generatedFrom(from, {
    logicalId,
    type: 'AWS::ApiGateway::Method',
    properties: {
      RestApiId: { Ref: api.from.logicalId },
      ResourceId: resourceIdOf(api, segmentsOf(path), idsOf(api)),
      HttpMethod: verb,
      Integration: integration,
      ...guard,
    },
    source: { where },
  });
