import {
  GetResources$,
  type GetResourcesRequest,
  type Resources,
} from '@aws-sdk/client-api-gateway';
import { operation } from '../aws-endpoint/operation.ts';
import { type RestApisState, resourceIdOf, resourcesArn, restApiOf } from './rest-apis-state.ts';

export const getResources = operation<GetResourcesRequest, Resources, RestApisState>(
  GetResources$,
  {
    action: 'apigateway:GET',
    resource: ({ restApiId = '' }, account) => resourcesArn(restApiId, account),
    run({ restApiId }, state) {
      const paths = new Set(restApiOf(restApiId, state).methods.map(({ path }) => path));
      return { items: [...paths].map((path) => ({ id: resourceIdOf(path), path })) };
    },
  },
);
