import { asList, asObject, at, isIntrinsic, type JsonObject } from '../../json.ts';
import { withoutUndefined } from '../sam-scope.ts';
import { invocationUri, type SamApi } from './sam-api.ts';

/**
 * The OpenAPI document of an API, in which SAM puts the default authorizer on each operation without another one.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiauth.html
 */
export const bodyOf = (api: SamApi): unknown => {
  const { DefinitionBody: body, Auth } = api.from.properties;
  if (body === undefined || Auth === undefined) return body;
  // An unknown `Auth` leaves the whole document unknown.
  if (isIntrinsic(Auth)) return Auth;
  if (isIntrinsic(body)) return body;
  const name = at(Auth, 'DefaultAuthorizer');
  const paths = at(body, 'paths');
  return {
    ...asObject(body),
    securityDefinitions: { ...asObject(at(body, 'securityDefinitions')), ...schemesOf(api) },
    ...(isIntrinsic(paths) || name === undefined ? {} : { paths: guarded(paths, name, api) }),
  };
};

const schemesOf = ({ from, scope }: SamApi): JsonObject =>
  Object.fromEntries(
    Object.entries(asObject(at(from.properties.Auth, 'Authorizers'))).map(([name, one]) => {
      const { UserPoolArn, FunctionArn, FunctionInvokeRole, JwtConfiguration } = asObject(one);
      const ofFunction = asObject(one).FunctionPayloadType ?? 'token';
      const authorizer = withoutUndefined({
        type:
          UserPoolArn !== undefined ? 'cognito_user_pools' : JwtConfiguration ? 'jwt' : ofFunction,
        providerARNs: UserPoolArn === undefined ? undefined : asList(UserPoolArn),
        authorizerUri: FunctionArn === undefined ? undefined : invocationUri(FunctionArn, scope),
        authorizerCredentials: FunctionInvokeRole,
        jwtConfiguration: JwtConfiguration,
      });
      return [name, { type: 'apiKey', 'x-amazon-apigateway-authorizer': authorizer }];
    }),
  );

const guarded = (paths: unknown, name: unknown, { from }: SamApi): JsonObject => {
  const authorizer = at(from.properties.Auth, 'Authorizers', String(name));
  const scopes = asList(at(authorizer, 'AuthorizationScopes'));
  const added =
    name === 'AWS_IAM'
      ? { 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } }
      : { security: [{ [String(name)]: scopes }] };
  return mapped(paths, (item) =>
    mapped(item, (operation) =>
      Object.hasOwn(asObject(operation), 'security')
        ? operation
        : { ...asObject(operation), ...added },
    ),
  );
};

const mapped = (value: unknown, change: (one: unknown) => unknown): JsonObject =>
  Object.fromEntries(
    Object.entries(asObject(value)).map(([key, one]) => [
      key,
      typeof one === 'object' && one !== null && !Array.isArray(one) && !isIntrinsic(one)
        ? change(one)
        : one,
    ]),
  );
