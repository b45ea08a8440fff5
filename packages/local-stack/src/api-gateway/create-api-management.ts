import {
  GetMethod$,
  type GetMethodRequest,
  GetResources$,
  type GetResourcesRequest,
  type Method,
  type Resources,
} from '@aws-sdk/client-api-gateway';
import type { AccessControl } from '../access/access-control.ts';
import type { Account } from '../account.ts';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { defineOperation } from '../aws-endpoint/schema-operation.ts';
import { createSchemaService, type SchemaService } from '../aws-endpoint/schema-service.ts';
import { physicalId } from '../deployment/physical-id.ts';
import type { DeployedMethod, DeployedRestApi } from './deployed-rest-api.ts';

type Options = {
  /** The REST APIs that are currently deployed. */
  readonly restApis: () => readonly DeployedRestApi[];
  readonly access: Pick<AccessControl, 'authorize'>;
  readonly account: Account;
};

/** The read operations of API Gateway's control plane for resources and methods. */
export const createApiManagement = ({ restApis, access, account }: Options): SchemaService => {
  const apiOf = (asked = ''): DeployedRestApi => {
    const api = restApis().find(({ id }) => id === asked);
    if (api) return api;
    throw notFound('Invalid API identifier specified');
  };
  return createSchemaService({
    signingName: 'apigateway',
    protocol: 'restJson1',
    validationCode: 'BadRequestException',
    operations: [
      defineOperation<GetResourcesRequest, Resources>(GetResources$, ({ restApiId }) => {
        const paths = [...new Set(apiOf(restApiId).methods.map(({ path }) => path))];
        return { items: paths.map((path) => ({ id: resourceIdOf(path), path })) };
      }),
      defineOperation<GetMethodRequest, Method>(GetMethod$, (asked) => {
        const method = apiOf(asked.restApiId).methods.find(
          ({ path, httpMethod }) =>
            resourceIdOf(path) === asked.resourceId && httpMethod === asked.httpMethod,
        );
        if (!method) throw notFound('Invalid Method identifier specified');
        return described(method);
      }),
    ],
    access,
    account,
  });
};

const notFound = (message: string): AwsError =>
  new AwsError('NotFoundException', message, { status: 404 });

const resourceIdOf = (path: string): string => physicalId(path, 'lowerAlphanumeric', 6);

const described = ({ httpMethod, authorization }: DeployedMethod): Method => ({
  httpMethod,
  authorizationType: authorization.type,
  apiKeyRequired: false,
  ...(authorization.type === 'COGNITO_USER_POOLS' && {
    authorizationScopes: [...authorization.scopes],
  }),
});
