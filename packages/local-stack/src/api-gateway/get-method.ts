import { GetMethod$, type GetMethodRequest, type Method } from '@aws-sdk/client-api-gateway';
import { operation } from '../aws-endpoint/operation.ts';
import type { DeployedMethod } from './deployed-rest-api.ts';
import {
  notFound,
  type RestApisState,
  resourceIdOf,
  resourcesArn,
  restApiOf,
} from './rest-apis-state.ts';

export const getMethod = operation<GetMethodRequest, Method, RestApisState>(GetMethod$, {
  action: 'apigateway:GET',
  actsOn: ['restApiId', 'resourceId', 'httpMethod'],
  resource: ({ restApiId = '', resourceId = '', httpMethod = '' }, account) =>
    `${resourcesArn(restApiId, account)}/${resourceId}/methods/${httpMethod}`,
  run({ restApiId, resourceId, httpMethod }, state) {
    const found = restApiOf(restApiId, state).methods.find(
      (one) => resourceIdOf(one.path) === resourceId && one.httpMethod === httpMethod,
    );
    if (!found) throw notFound('Invalid Method identifier specified');
    return described(found);
  },
});

const described = ({ httpMethod, authorization }: DeployedMethod): Method => ({
  httpMethod,
  authorizationType: authorization.type,
  apiKeyRequired: false,
  ...(authorization.type === 'COGNITO_USER_POOLS' && {
    authorizationScopes: [...authorization.scopes],
  }),
});
