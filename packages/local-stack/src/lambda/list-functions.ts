import {
  ListFunctions$,
  type ListFunctionsRequest,
  type ListFunctionsResponse,
} from '@aws-sdk/client-lambda';
import { anyResource, operation } from '../aws-endpoint/operation.ts';
import { describeFunction } from './describe-function.ts';
import { lambdaPage } from './lambda-page.ts';
import type { LambdaState } from './lambda-state.ts';

/** `FunctionVersion` changes nothing, because every function has the version `$LATEST` only. */
export const listFunctions = operation<ListFunctionsRequest, ListFunctionsResponse, LambdaState>(
  ListFunctions$,
  {
    action: 'lambda:ListFunctions',
    resource: anyResource,
    async run(input, lambda) {
      const byName = lambda.functions().toSorted((one, other) => (one.name < other.name ? -1 : 1));
      const { items, nextToken } = lambdaPage(byName, input, 'ListFunctions');
      return {
        Functions: await Promise.all(items.map((one) => describeFunction(one, lambda))),
        NextMarker: nextToken,
      };
    },
  },
);
