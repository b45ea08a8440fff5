import type { DeployedResources, TypedResource } from '../deployment/deployed-resources.ts';
import type { PropertiesOf } from '../deployment/resource-type.ts';
import { TemplateError } from '../template/template-error.ts';
import type {
  DeployedMethod,
  DeployedRestApi,
  MethodAuthorization,
  MethodIntegration,
} from './deployed-rest-api.ts';
import { type DeployedStage, stageOf } from './deployed-stage.ts';
import { authorizer } from './resource-types/authorizer.ts';
import { gatewayResponse } from './resource-types/gateway-response.ts';
import { method } from './resource-types/method.ts';
import { resource } from './resource-types/resource.ts';
import { restApi } from './resource-types/rest-api.ts';
import { throttlingOf } from './throttling.ts';

type Api = TypedResource<unknown>;
type Method = PropertiesOf<typeof method>;
type Integration = Method['Integration'];

/** The REST APIs of a template, each with its stage, methods and gateway responses. */
export const assembleRestApis = (resources: DeployedResources): readonly DeployedRestApi[] =>
  resources.of(restApi).map((api) => {
    const stage = stageOf(api, resources);
    return {
      id: api.ref,
      name: api.properties.Name,
      stageName: stage.name,
      methods: methodsOf(api, stage, resources),
      gatewayResponses: gatewayResponsesOf(api, resources),
    };
  });

const methodsOf = (
  api: Api,
  { throttling }: DeployedStage,
  resources: DeployedResources,
): readonly DeployedMethod[] =>
  resources
    .of(method)
    .filter(({ properties }) => properties.RestApiId === api.ref)
    .map(({ properties }) => {
      const httpMethod = properties.HttpMethod;
      const path = pathOf(properties.ResourceId, api, resources) || '/';
      return {
        httpMethod,
        path,
        authorization: authorizationOf(properties, resources),
        integration: integrationOf(properties.Integration),
        throttling: throttlingOf(throttling, path, httpMethod),
      };
    });

const pathOf = (resourceId: string, api: Api, resources: DeployedResources): string => {
  if (resourceId === api.attributes.RootResourceId) return '';
  const found = resources.of(resource).find(({ ref }) => ref === resourceId);
  if (!found) throw new TemplateError(`A method of ${api.logicalId} has no resource.`);
  const { ParentId, PathPart } = found.properties;
  return `${pathOf(ParentId, api, resources)}/${PathPart}`;
};

const authorizationOf = (
  { AuthorizationType, AuthorizerId, AuthorizationScopes, HttpMethod }: Method,
  resources: DeployedResources,
): MethodAuthorization => {
  if (AuthorizationType === 'NONE') return { type: 'NONE' };
  const found = resources.of(authorizer).find(({ ref }) => ref === AuthorizerId);
  if (AuthorizationType !== 'COGNITO_USER_POOLS' || !found) {
    throw new TemplateError(
      `The local stack does not support the authorization ${AuthorizationType} of ${HttpMethod}.`,
    );
  }
  return {
    type: 'COGNITO_USER_POOLS',
    authorizerName: found.properties.Name,
    userPoolArns: found.properties.ProviderARNs,
    scopes: AuthorizationScopes,
  };
};

const integrationOf = (integration: Integration): MethodIntegration => {
  if (integration.Type === 'MOCK') return mockOf(integration);
  const functionArn = /\/functions\/(arn:[^/]+)\//.exec(integration.Uri ?? '')?.[1];
  if (integration.Type !== 'AWS_PROXY' || !functionArn) {
    throw new TemplateError(
      `The local stack does not support the integration ${integration.Type}.`,
    );
  }
  if (integration.IntegrationHttpMethod !== 'POST') {
    throw new TemplateError(
      `API Gateway invokes a function with POST. The IntegrationHttpMethod of ${functionArn} is ${integration.IntegrationHttpMethod}.`,
    );
  }
  return {
    type: 'AWS_PROXY',
    functionArn,
    transferMode: integration.ResponseTransferMode,
    timeoutMs: integration.TimeoutInMillis,
  };
};

const mockOf = (integration: Integration): MethodIntegration => {
  const [response, another] = integration.IntegrationResponses;
  if (another !== undefined) {
    throw new TemplateError('The local stack gives a mocked answer one integration response.');
  }
  return {
    type: 'MOCK',
    statusCode: Number(response?.StatusCode ?? 200),
    headers: headersOf(response?.ResponseParameters ?? {}, 'method.response.header.'),
  };
};

const gatewayResponsesOf = (
  api: Api,
  resources: DeployedResources,
): ReadonlyMap<string, Readonly<Record<string, string>>> =>
  new Map(
    resources
      .of(gatewayResponse)
      .filter(({ properties }) => properties.RestApiId === api.ref)
      .map(({ properties }) => [
        properties.ResponseType,
        headersOf(properties.ResponseParameters, 'gatewayresponse.header.'),
      ]),
  );

/** The template puts static header values in single quotes. */
const headersOf = (
  mapping: Readonly<Record<string, string>>,
  prefix: string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(mapping)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value.replace(/^'(.*)'$/s, '$1')]),
  );
