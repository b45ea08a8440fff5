import { asObject, type JsonObject } from '../json.ts';
import { attributeOf, generatedFrom, withoutUndefined } from '../sam/sam-scope.ts';
import type { TemplateResource } from '../template-resource.ts';
import { integrationOf, type Operation, requiredScheme, schemesOf } from './operations.ts';

type Definition = { readonly document: JsonObject; readonly operations: readonly Operation[] };

/** The methods and authorizers of a REST API. */
export const restApiOf = (
  api: TemplateResource,
  { document, operations }: Definition,
): readonly TemplateResource[] => [
  ...Object.entries(schemesOf(document)).flatMap(([name, scheme]) =>
    authorizerOf(name, asObject(scheme), api),
  ),
  ...operations.flatMap((one) => methodOf(one, { api, document })),
];

const extension = 'x-amazon-apigateway-authorizer';

const authorizerId = (name: string, { logicalId }: TemplateResource): string =>
  `${logicalId}Authorizer${name.replaceAll(/[^A-Za-z0-9]/g, '')}`;

const authorizerOf = (
  name: string,
  scheme: JsonObject,
  api: TemplateResource,
): readonly TemplateResource[] => {
  const { type, providerARNs, authorizerUri, authorizerCredentials } = asObject(scheme[extension]);
  if (type === undefined) return [];
  return [
    generatedFrom(api, {
      logicalId: authorizerId(name, api),
      type: 'AWS::ApiGateway::Authorizer',
      properties: withoutUndefined({
        RestApiId: { Ref: api.logicalId },
        Name: name,
        Type: String(type).toUpperCase(),
        ProviderARNs: providerARNs,
        AuthorizerUri: authorizerUri,
        AuthorizerCredentials: authorizerCredentials,
      }),
      source: { where: api.logicalId },
    }),
  ];
};

type Surroundings = { readonly api: TemplateResource; readonly document: JsonObject };

const methodOf = (one: Operation, { api, document }: Surroundings): readonly TemplateResource[] => {
  const resourceId = `${one.id}Resource`;
  const { uri, type, credentials, timeoutInMillis } = integrationOf(one);
  const restApi = { RestApiId: { Ref: api.logicalId } };
  const root = attributeOf(api.logicalId, 'RootResourceId');
  return [
    // One resource has the whole path, because nothing else refers to its parents.
    generatedFrom(api, {
      logicalId: resourceId,
      type: 'AWS::ApiGateway::Resource',
      properties: { ...restApi, ParentId: root, PathPart: one.path.replace(/^\//, '') },
      source: { where: one.where },
    }),
    generatedFrom(api, {
      logicalId: one.id,
      type: 'AWS::ApiGateway::Method',
      properties: {
        ...restApi,
        HttpMethod: one.verb,
        ResourceId: one.path === '/' ? root : { Ref: resourceId },
        ...authorizationOf(one, { api, document }),
        Integration: withoutUndefined({
          Uri: uri,
          Type: typeof type === 'string' ? type.toUpperCase() : type,
          Credentials: credentials,
          TimeoutInMillis: timeoutInMillis,
        }),
      },
      source: { where: one.where },
    }),
  ];
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authtype.html */
const authorizationOf = ({ operation }: Operation, { api, document }: Surroundings): JsonObject => {
  const required = requiredScheme(operation, document);
  const scheme = asObject(required && schemesOf(document)[required.scheme]);
  const { type } = asObject(scheme[extension]);
  const iam = [
    scheme['x-amazon-apigateway-authtype'],
    asObject(operation['x-amazon-apigateway-auth']).type,
  ];
  if (iam.some((one) => /^(?:awsSigv4|AWS_IAM)$/i.test(String(one)))) {
    return { AuthorizationType: 'AWS_IAM' };
  }
  if (required === undefined) return { AuthorizationType: 'NONE' };
  if (type === undefined) {
    return { AuthorizationType: 'NONE', ApiKeyRequired: scheme.type === 'apiKey' };
  }
  const isOfPool = String(type).toLowerCase() === 'cognito_user_pools';
  return {
    AuthorizationType: isOfPool ? 'COGNITO_USER_POOLS' : 'CUSTOM',
    AuthorizerId: { Ref: authorizerId(required.scheme, api) },
    ...(required.scopes.length > 0 && { AuthorizationScopes: required.scopes }),
  };
};
