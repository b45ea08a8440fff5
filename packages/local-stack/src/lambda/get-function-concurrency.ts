import {
  GetFunctionConcurrency$,
  type GetFunctionConcurrencyRequest,
  type GetFunctionConcurrencyResponse,
} from '@aws-sdk/client-lambda';
import { operation } from '../aws-endpoint/operation.ts';
import { functionNamed, functionResource, type LambdaState } from './lambda-state.ts';

/** The answer is empty for a function without reserved concurrency. */
export const getFunctionConcurrency = operation<
  GetFunctionConcurrencyRequest,
  GetFunctionConcurrencyResponse,
  LambdaState
>(GetFunctionConcurrency$, {
  action: 'lambda:GetFunctionConcurrency',
  resource: functionResource,
  run(input, lambda) {
    const { reservedConcurrency } = functionNamed(input, lambda);
    return { ReservedConcurrentExecutions: reservedConcurrency };
  },
});
