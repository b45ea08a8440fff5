import {
  ListAliases$,
  type ListAliasesRequest,
  type ListAliasesResponse,
} from '@aws-sdk/client-lambda';
import { operation } from '../aws-endpoint/operation.ts';
import { lambdaPage } from './lambda-page.ts';
import { functionNamed, functionResource, type LambdaState } from './lambda-state.ts';

/** The local stack deploys no aliases. */
export const listAliases = operation<ListAliasesRequest, ListAliasesResponse, LambdaState>(
  ListAliases$,
  {
    action: 'lambda:ListAliases',
    resource: functionResource,
    run({ FunctionName, ...input }, lambda) {
      const { arn } = functionNamed({ FunctionName }, lambda);
      return { Aliases: lambdaPage([], input, arn).items };
    },
  },
);
