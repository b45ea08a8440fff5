import {
  ListVersionsByFunction$,
  type ListVersionsByFunctionRequest,
  type ListVersionsByFunctionResponse,
} from '@aws-sdk/client-lambda';
import { operation } from '../aws-endpoint/operation.ts';
import { describeFunction } from './describe-function.ts';
import { lambdaPage } from './lambda-page.ts';
import { functionNamed, functionResource, type LambdaState } from './lambda-state.ts';

/** `$LATEST`, and the versions that the template publishes. */
export const listVersionsByFunction = operation<
  ListVersionsByFunctionRequest,
  ListVersionsByFunctionResponse,
  LambdaState
>(ListVersionsByFunction$, {
  action: 'lambda:ListVersionsByFunction',
  resource: functionResource,
  async run(input, lambda) {
    const deployed = functionNamed(input, lambda);
    const all = [deployed, ...(deployed.versions ?? [])];
    const { items, nextToken } = lambdaPage(all, input, deployed.arn);
    const described = await Promise.all(items.map((one) => describeFunction(one, lambda)));
    return {
      Versions: described.map((one) => ({
        ...one,
        FunctionArn: `${deployed.arn}:${one.Version}`,
      })),
      NextMarker: nextToken,
    };
  },
});
