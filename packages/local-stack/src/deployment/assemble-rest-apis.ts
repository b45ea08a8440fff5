import * as z from 'zod/mini';
import type {
  DeployedMethod,
  DeployedRestApi,
  MethodAuthorization,
  MethodIntegration,
} from '../api-gateway/deployed-rest-api.ts';
import { TemplateError } from '../template/template-error.ts';
import { parseProperties } from './parse-properties.ts';
import { refuseProperties } from './refuse-properties.ts';
import type { DeployedResource } from './resource-type.ts';
import { resourcesOfType } from './resources-of-type.ts';

const parameters = z._default(z.record(z.string(), z.string()), {});

const integrationProperties = z.looseObject({
  Type: z.string(),
  Uri: z.optional(z.string()),
  TimeoutInMillis: z._default(z.number(), 29_000),
  ResponseTransferMode: z._default(z.enum(['BUFFERED', 'STREAM']), 'BUFFERED'),
  IntegrationResponses: z._default(
    z.array(z.looseObject({ StatusCode: z.string(), ResponseParameters: parameters })),
    [],
  ),
});
type Integration = z.infer<typeof integrationProperties>;

const methodProperties = z.looseObject({
  RestApiId: z.string(),
  ResourceId: z.string(),
  HttpMethod: z.string(),
  AuthorizationType: z.string(),
  AuthorizerId: z.optional(z.string()),
  AuthorizationScopes: z._default(z.array(z.string()), []),
  Integration: integrationProperties,
});
type Method = z.infer<typeof methodProperties>;

const resourceProperties = z.looseObject({ ParentId: z.string(), PathPart: z.string() });
const authorizerProperties = z.looseObject({
  Name: z.string(),
  Type: z.string(),
  ProviderARNs: z._default(z.array(z.string()), []),
});
const gatewayResponseProperties = z.looseObject({
  RestApiId: z.string(),
  ResponseType: z.string(),
  ResponseParameters: parameters,
});
const restApiProperties = z.looseObject({ Name: z.string() });
const deploymentProperties = z.looseObject({ RestApiId: z.string(), StageName: z.string() });

/** The REST APIs of a template, each with its stage, methods and gateway responses. */
export const assembleRestApis = (
  resources: readonly DeployedResource[],
): readonly DeployedRestApi[] =>
  resourcesOfType(resources, 'AWS::ApiGateway::RestApi').map((api) => {
    refuseProperties(['Policy'], api);
    return {
      id: api.ref,
      name: parseProperties(restApiProperties, api).Name,
      stageName: stageOf(api, resources),
      methods: methodsOf(api, resources),
      gatewayResponses: gatewayResponsesOf(api, resources),
    };
  });

const stageOf = (api: DeployedResource, resources: readonly DeployedResource[]): string => {
  const deployments = resourcesOfType(resources, 'AWS::ApiGateway::Deployment')
    .map((resource) => parseProperties(deploymentProperties, resource))
    .filter((deployment) => deployment.RestApiId === api.ref);
  const [deployment] = deployments;
  if (deployment) return deployment.StageName;
  throw new TemplateError(`The REST API ${api.logicalId} has no deployment with a stage.`);
};

const methodsOf = (
  api: DeployedResource,
  resources: readonly DeployedResource[],
): readonly DeployedMethod[] =>
  resourcesOfType(resources, 'AWS::ApiGateway::Method')
    .map((resource) => {
      refuseProperties(['ApiKeyRequired'], resource);
      return parseProperties(methodProperties, resource);
    })
    .filter((method) => method.RestApiId === api.ref)
    .map((method) => ({
      httpMethod: method.HttpMethod,
      path: pathOf(method.ResourceId, api, resources) || '/',
      authorization: authorizationOf(method, resources),
      integration: integrationOf(method.Integration),
    }));

const pathOf = (
  resourceId: string,
  api: DeployedResource,
  resources: readonly DeployedResource[],
): string => {
  if (resourceId === api.attributes.RootResourceId) return '';
  const resource = resourcesOfType(resources, 'AWS::ApiGateway::Resource').find(
    (one) => one.ref === resourceId,
  );
  if (!resource) throw new TemplateError(`A method of ${api.logicalId} has no resource.`);
  const { ParentId, PathPart } = parseProperties(resourceProperties, resource);
  return `${pathOf(ParentId, api, resources)}/${PathPart}`;
};

const authorizationOf = (
  method: Method,
  resources: readonly DeployedResource[],
): MethodAuthorization => {
  if (method.AuthorizationType === 'NONE') return { type: 'NONE' };
  const authorizer = resourcesOfType(resources, 'AWS::ApiGateway::Authorizer').find(
    (one) => one.ref === method.AuthorizerId,
  );
  if (method.AuthorizationType !== 'COGNITO_USER_POOLS' || !authorizer) {
    throw new TemplateError(
      `The local stack does not serve the authorization ${method.AuthorizationType} of ${method.HttpMethod}.`,
    );
  }
  const { Name, ProviderARNs } = parseProperties(authorizerProperties, authorizer);
  return {
    type: 'COGNITO_USER_POOLS',
    authorizerName: Name,
    userPoolArns: ProviderARNs,
    scopes: method.AuthorizationScopes,
  };
};

const integrationOf = (integration: Integration): MethodIntegration => {
  if (integration.Type === 'MOCK') return mockOf(integration);
  const functionArn = /\/functions\/(arn:[^/]+)\//.exec(integration.Uri ?? '')?.[1];
  if (integration.Type !== 'AWS_PROXY' || !functionArn) {
    throw new TemplateError(`The local stack does not serve the integration ${integration.Type}.`);
  }
  return {
    type: 'AWS_PROXY',
    functionArn,
    transferMode: integration.ResponseTransferMode,
    timeoutMs: integration.TimeoutInMillis,
  };
};

const mockOf = (integration: Integration): MethodIntegration => {
  const [response] = integration.IntegrationResponses;
  return {
    type: 'MOCK',
    statusCode: Number(response?.StatusCode ?? 200),
    headers: headersOf(response?.ResponseParameters ?? {}, 'method.response.header.'),
  };
};

const gatewayResponsesOf = (
  api: DeployedResource,
  resources: readonly DeployedResource[],
): ReadonlyMap<string, Readonly<Record<string, string>>> =>
  new Map(
    resourcesOfType(resources, 'AWS::ApiGateway::GatewayResponse')
      .map((resource) => parseProperties(gatewayResponseProperties, resource))
      .filter((response) => response.RestApiId === api.ref)
      .map((response) => [
        response.ResponseType,
        headersOf(response.ResponseParameters, 'gatewayresponse.header.'),
      ]),
  );

/** Static header values stand in single quotes. */
const headersOf = (
  mapping: Readonly<Record<string, string>>,
  prefix: string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(mapping)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value.replace(/^'(.*)'$/s, '$1')]),
  );
