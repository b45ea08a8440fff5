import {
  GetResources$,
  type GetResourcesRequest,
  type Resources,
} from '@aws-sdk/client-api-gateway';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { operation } from '../aws-endpoint/operation.ts';
import { pageOf } from '../aws-endpoint/page.ts';
import { type RestApisState, resourceIdOf, resourcesArn, restApiOf } from './rest-apis-state.ts';

/** https://docs.aws.amazon.com/apigateway/latest/api/API_GetResources.html */
const defaultLimit = 25;

export const getResources = operation<GetResourcesRequest, Resources, RestApisState>(
  GetResources$,
  {
    action: 'apigateway:GET',
    actsOn: ['restApiId', 'position', 'limit'],
    resource: ({ restApiId = '' }, account) => resourcesArn(restApiId, account),
    run({ restApiId, position, limit = defaultLimit }, state) {
      const paths = new Set(restApiOf(restApiId, state).methods.map(({ path }) => path));
      const page = pageOf(
        [...paths],
        { limit, token: position, query: ['GetResources', restApiId] },
        { maxLimit: 500, invalid: (message) => new AwsError('BadRequestException', message) },
      );
      return {
        items: page.items.map((path) => ({ id: resourceIdOf(path), path })),
        position: page.nextToken,
      };
    },
  },
);
