import {
  ListAliases$,
  type ListAliasesRequest,
  type ListAliasesResponse,
} from '@aws-sdk/client-lambda';
import { operation } from '../aws-endpoint/operation.ts';
import { lambdaPage } from './lambda-page.ts';
import { functionNamed, functionResource, type LambdaState } from './lambda-state.ts';

/** The aliases that the template has, all or those of one version. */
export const listAliases = operation<ListAliasesRequest, ListAliasesResponse, LambdaState>(
  ListAliases$,
  {
    action: 'lambda:ListAliases',
    resource: functionResource,
    run({ FunctionName, FunctionVersion, ...input }, lambda) {
      const { arn, aliases = [] } = functionNamed({ FunctionName }, lambda);
      const all = aliases
        .map(({ alias, version = '$LATEST', arn: AliasArn }) => {
          return { AliasArn, Name: alias, FunctionVersion: version };
        })
        .filter((one) => one.FunctionVersion === (FunctionVersion ?? one.FunctionVersion));
      const { items, nextToken } = lambdaPage(all, input, arn);
      return { Aliases: [...items], NextMarker: nextToken };
    },
  },
);
