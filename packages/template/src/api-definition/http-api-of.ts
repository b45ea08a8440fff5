import { asObject, type JsonObject } from '../json.ts';
import { httpRoute } from '../sam/apis/http-route.ts';
import type { TemplateResource } from '../template-resource.ts';
import { integrationOf, type Operation, requiredScheme, schemesOf } from './operations.ts';

type Definition = { readonly document: JsonObject; readonly operations: readonly Operation[] };

/** The routes and integrations of an HTTP API. */
export const httpApiOf = (
  api: TemplateResource,
  { document, operations }: Definition,
): readonly TemplateResource[] =>
  operations.flatMap((one) => {
    const { uri, type, credentials, timeoutInMillis } = integrationOf(one);
    return httpRoute(api, {
      apiId: api.logicalId,
      logicalId: one.id,
      where: one.where,
      path: one.path,
      verb: one.verb,
      integration: {
        IntegrationType: typeof type === 'string' ? type.toUpperCase() : type,
        IntegrationUri: uri,
        CredentialsArn: credentials,
        TimeoutInMillis: timeoutInMillis,
      },
      authorization: authorizationOf(one, document),
    });
  });

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html */
const authorizationOf = ({ operation }: Operation, document: JsonObject): JsonObject => {
  const required = requiredScheme(operation, document);
  if (required === undefined) return { AuthorizationType: 'NONE' };
  const scheme = asObject(schemesOf(document)[required.scheme]);
  const { type } = asObject(scheme['x-amazon-apigateway-authorizer']);
  const isJwt = String(type).toLowerCase() === 'jwt';
  return {
    AuthorizationType: isJwt ? 'JWT' : 'CUSTOM',
    ...(required.scopes.length > 0 && { AuthorizationScopes: required.scopes }),
  };
};
