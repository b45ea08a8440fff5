import {
  ListFunctions$,
  type ListFunctionsRequest,
  type ListFunctionsResponse,
} from '@aws-sdk/client-lambda';
import { anyResource, operation } from '../aws-endpoint/operation.ts';
import { describeFunction } from './describe-function.ts';
import { lambdaPage } from './lambda-page.ts';
import type { LambdaState } from './lambda-state.ts';

export const listFunctions = operation<ListFunctionsRequest, ListFunctionsResponse, LambdaState>(
  ListFunctions$,
  {
    action: 'lambda:ListFunctions',
    resource: anyResource,
    async run(input, lambda) {
      const all = lambda
        .functions()
        .flatMap((one) => [one, ...(input.FunctionVersion === 'ALL' ? (one.versions ?? []) : [])]);
      const byName = all.toSorted((one, other) => (one.arn < other.arn ? -1 : 1));
      const { items, nextToken } = lambdaPage(byName, input, 'ListFunctions');
      return {
        Functions: await Promise.all(items.map((one) => describeFunction(one, lambda))),
        NextMarker: nextToken,
      };
    },
  },
);
