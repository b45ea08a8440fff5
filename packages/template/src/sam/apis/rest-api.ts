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
  const paths = pathsOf(methods, api);
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
    ...pathResources(paths, api),
    ...methods.map((method) => methodResource(method, api, paths)),
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

/** One resource of a path, such as `b` in `a/b`. */
type PathResource = {
  readonly logicalId: string;
  /** The path of the resource above. Empty for the root. */
  readonly parent: string;
  readonly part: string;
  readonly where: string;
};

/** By path, without a slash at its begin. */
type PathResources = ReadonlyMap<string, PathResource>;

const pathsOf = (methods: readonly ApiMethod[], { from, scope }: SamApi): PathResources => {
  const paths = new Map<string, PathResource>();
  for (const { path, where } of methods) {
    let parent = '';
    for (const part of segmentsOf(path)) {
      const own = parent === '' ? part : `${parent}/${part}`;
      if (paths.has(own)) {
        scope.spend(1);
      } else {
        // A path is kept once for each of its segments.
        scope.spend(own.length);
        const logicalId = `${from.logicalId}Resource${paths.size}`;
        paths.set(own, { logicalId, parent, part, where });
      }
      parent = own;
    }
  }
  return paths;
};

const referenceTo = (path: string, { from }: SamApi, paths: PathResources): JsonObject => {
  const resource = paths.get(path);
  return resource === undefined
    ? attributeOf(from.logicalId, 'RootResourceId')
    : { Ref: resource.logicalId };
};

/** One resource for each prefix of each path. */
const pathResources = (paths: PathResources, api: SamApi): readonly TemplateResource[] =>
  [...paths.values()].map(({ logicalId, parent, part, where }) =>
    generatedFrom(api.from, {
      logicalId,
      type: 'AWS::ApiGateway::Resource',
      properties: {
        RestApiId: { Ref: api.from.logicalId },
        ParentId: referenceTo(parent, api, paths),
        PathPart: part,
      },
      source: { where },
    }),
  );

const methodResource = (
  { from, where, logicalId, path, verb, guard, integration }: ApiMethod,
  api: SamApi,
  paths: PathResources,
): TemplateResource =>
  generatedFrom(from, {
    logicalId,
    type: 'AWS::ApiGateway::Method',
    properties: {
      RestApiId: { Ref: api.from.logicalId },
      ResourceId: referenceTo(segmentsOf(path).join('/'), api, paths),
      HttpMethod: verb,
      Integration: integration,
      ...guard,
    },
    source: { where },
  });
