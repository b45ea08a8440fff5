import { at, type JsonObject } from '../../json.ts';
import type { TemplateResource } from '../../template-resource.ts';
import { converted, generatedFrom, idPart, withoutUndefined } from '../sam-scope.ts';
import { methodsOf } from './api-methods.ts';
import { authorizerResources, authorizersOf } from './authorizers.ts';
import { bodyOf } from './definition-body.ts';
import { httpRoute } from './http-route.ts';
import type { ApiMethod, SamApi } from './sam-api.ts';

export const httpStageIdOf = ({ logicalId, properties }: TemplateResource): string =>
  properties.StageName === undefined
    ? `${logicalId}ApiGatewayDefaultStage`
    : `${logicalId}${idPart(properties.StageName)}Stage`;

/**
 * An HTTP API with its stage, authorizers, integrations and routes.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-httpapi.html
 */
export const expandHttpApi = (api: SamApi): readonly TemplateResource[] => {
  const { from, place } = api;
  const { StageName = '$default' } = from.properties;
  return [
    converted(from, {
      type: 'AWS::ApiGatewayV2::Api',
      properties: httpProperties(api),
      parts: { Body: `${place}.DefinitionBody` },
    }),
    generatedFrom(from, {
      logicalId: httpStageIdOf(from),
      type: 'AWS::ApiGatewayV2::Stage',
      properties: { ApiId: { Ref: from.logicalId }, StageName, AutoDeploy: true },
      source: { where: `${place}.StageName` },
    }),
    ...authorizerResources(api, 'http'),
    ...methodsOf(api, authorizersOf(api), 'http').flatMap((method) => routeOf(method, api)),
  ];
};

const httpProperties = (api: SamApi): JsonObject => {
  const { DefinitionBody, DefinitionUri, Name, Description, DisableExecuteApiEndpoint } =
    api.from.properties;
  return withoutUndefined({
    Name: Name ?? at(DefinitionBody, 'info', 'title'),
    Description,
    ProtocolType: 'HTTP',
    DisableExecuteApiEndpoint,
    Body: bodyOf(api),
    BodyS3Location: DefinitionUri,
  });
};

const routeOf = (
  { from, integration, guard, ...method }: ApiMethod,
  api: SamApi,
): readonly TemplateResource[] => {
  const { ApiKeyRequired: _, ...authorization } = guard;
  return httpRoute(from, {
    ...method,
    apiId: api.from.logicalId,
    integration: {
      IntegrationType: integration.Type,
      IntegrationUri: integration.Uri,
      CredentialsArn: integration.Credentials,
      TimeoutInMillis: integration.TimeoutInMillis,
      PayloadFormatVersion: '2.0',
    },
    authorization,
  });
};
