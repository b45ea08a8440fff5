import { GetPolicy$, type GetPolicyRequest, type GetPolicyResponse } from '@aws-sdk/client-lambda';
import { operation } from '../aws-endpoint/operation.ts';
import {
  functionNamed,
  functionNotFound,
  functionResource,
  type LambdaState,
} from './lambda-state.ts';

export const getPolicy = operation<GetPolicyRequest, GetPolicyResponse, LambdaState>(GetPolicy$, {
  action: 'lambda:GetPolicy',
  resource: functionResource,
  run({ FunctionName }, lambda) {
    const { resourcePolicy } = functionNamed(FunctionName, lambda);
    if (!resourcePolicy) throw functionNotFound('The resource you requested does not exist.');
    return { Policy: JSON.stringify(resourcePolicy.document) };
  },
});
