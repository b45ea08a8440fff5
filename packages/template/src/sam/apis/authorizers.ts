import { asList, asObject, at, isIntrinsic, type JsonObject } from '../../json.ts';
import type { TemplateResource } from '../../template-resource.ts';
import { generatedFrom, idPart, type SamScope, withoutUndefined } from '../sam-scope.ts';
import { bodyOf } from './definition-body.ts';
import {
  type Authorizer,
  type Authorizers,
  executeApiArn,
  type Guard,
  invocationUri,
  type SamApi,
} from './sam-api.ts';

type Kind = 'rest' | 'http';

const idOf = ({ from }: SamApi, name: string): string =>
  `${from.logicalId}Authorizer${idPart(name)}`;

type Written = { readonly name: string; readonly one: JsonObject; readonly where: string };

const writtenIn = ({ from, place }: SamApi): readonly Written[] =>
  Object.entries(asObject(at(from.properties.Auth, 'Authorizers'))).map(([name, one]) => ({
    name,
    one: asObject(one),
    where: `${place}.Auth.Authorizers.${name}`,
  }));

const typeOf = ({ UserPoolArn, JwtConfiguration }: JsonObject): string => {
  if (UserPoolArn !== undefined) return 'COGNITO_USER_POOLS';
  return JwtConfiguration === undefined ? 'CUSTOM' : 'JWT';
};

export const authorizersOf = (api: SamApi): Authorizers =>
  new Map(
    writtenIn(api).map(({ name, one }): readonly [string, Authorizer] => [
      name,
      { type: typeOf(one), logicalId: idOf(api, name), scopes: one.AuthorizationScopes },
    ]),
  );

/**
 * The authorizers of an API, and the permissions of the functions that authorize. SAM writes the authorizers into the API's
 * definition.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-controlling-access-to-apis.html
 */
export const authorizerResources = (api: SamApi, kind: Kind): readonly TemplateResource[] =>
  writtenIn(api).flatMap(({ name, one, where }) => {
    const authorizer = generatedFrom(api.from, {
      logicalId: idOf(api, name),
      type: kind === 'rest' ? 'AWS::ApiGateway::Authorizer' : 'AWS::ApiGatewayV2::Authorizer',
      properties: withoutUndefined(
        kind === 'rest' ? restProperties(name, one, api) : httpProperties(name, one, api),
      ),
      source: { where },
    });
    return [
      // The document of an API has its authorizers, too.
      ...(bodyOf(api) === undefined ? [authorizer] : []),
      ...(hasPermission(one, kind) ? [permissionOf(name, one, api)] : []),
    ];
  });

const restProperties = (name: string, one: JsonObject, { from, scope }: SamApi): JsonObject => ({
  RestApiId: { Ref: from.logicalId },
  Name: name,
  Type: one.UserPoolArn === undefined ? (one.FunctionPayloadType ?? 'TOKEN') : 'COGNITO_USER_POOLS',
  ProviderARNs: one.UserPoolArn === undefined ? undefined : asList(one.UserPoolArn),
  AuthorizerUri: uriOf(one, scope),
  AuthorizerCredentials: roleOf(one),
});

const uriOf = ({ FunctionArn }: JsonObject, scope: SamScope): unknown =>
  FunctionArn === undefined ? undefined : invocationUri(FunctionArn, scope);

const roleOf = ({ FunctionInvokeRole }: JsonObject): unknown =>
  FunctionInvokeRole === 'NONE' ? undefined : FunctionInvokeRole;

const httpProperties = (name: string, one: JsonObject, { from, scope }: SamApi): JsonObject => {
  const { issuer, audience } = asObject(one.JwtConfiguration);
  const isJwt = one.JwtConfiguration !== undefined;
  return {
    ApiId: { Ref: from.logicalId },
    Name: name,
    AuthorizerType: isJwt ? 'JWT' : 'REQUEST',
    JwtConfiguration: isJwt
      ? jwtOf(one.JwtConfiguration, { Issuer: issuer, Audience: audience })
      : undefined,
    IdentitySource: one.IdentitySource,
    AuthorizerUri: uriOf(one, scope),
    AuthorizerCredentialsArn: roleOf(one),
  };
};

const jwtOf = (written: unknown, read: JsonObject): unknown =>
  isIntrinsic(written) ? written : withoutUndefined(read);

/** A REST API adds the permission unless the authorizer says otherwise, and an HTTP API only if it says so. */
const hasPermission = (one: JsonObject, kind: Kind): boolean =>
  one.FunctionArn !== undefined &&
  (kind === 'rest'
    ? String(one.DisableFunctionDefaultPermissions) !== 'true'
    : String(one.EnableFunctionDefaultPermissions) === 'true');

const permissionOf = (
  name: string,
  { FunctionArn }: JsonObject,
  { from, place, scope }: SamApi,
): TemplateResource =>
  generatedFrom(from, {
    logicalId: `${from.logicalId}${idPart(name)}AuthorizerPermission`,
    type: 'AWS::Lambda::Permission',
    properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: FunctionArn,
      Principal: 'apigateway.amazonaws.com',
      SourceArn: executeApiArn({ Ref: from.logicalId }, 'authorizers/*', scope),
    },
    source: { where: `${place}.Auth.Authorizers.${name}` },
  });

/** The guard with the name of an authorizer. An unknown name stays unknown. */
export const guardOf = (name: unknown, scopes: unknown, authorizers: Authorizers): Guard => {
  if (name === undefined || name === 'NONE') return { AuthorizationType: 'NONE' };
  if (typeof name !== 'string') return { AuthorizationType: name };
  if (name === 'AWS_IAM') return { AuthorizationType: 'AWS_IAM' };
  const found = authorizers.get(name);
  if (found === undefined) return { AuthorizationType: 'CUSTOM' };
  return withoutUndefined({
    AuthorizationType: found.type,
    AuthorizerId: { Ref: found.logicalId },
    AuthorizationScopes: scopes ?? found.scopes,
  });
};

/** The default authorizer of an API. An unknown `Auth` is an unknown authorizer. */
export const defaultAuthorizer = ({ from: { properties } }: SamApi): unknown =>
  isIntrinsic(properties.Auth) ? properties.Auth : at(properties.Auth, 'DefaultAuthorizer');

/** The guard of an event: its own, or that of the API. */
export const guardOfEvent = (event: JsonObject, api: SamApi, authorizers: Authorizers): Guard => {
  const own = asObject(event.Auth);
  const name = isIntrinsic(event.Auth) ? event.Auth : (own.Authorizer ?? defaultAuthorizer(api));
  const ApiKeyRequired = own.ApiKeyRequired ?? at(api.from.properties.Auth, 'ApiKeyRequired');
  return withoutUndefined({
    ...guardOf(name, own.AuthorizationScopes, authorizers),
    ApiKeyRequired,
  });
};
