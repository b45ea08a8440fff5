import {
  type FunctionConfiguration,
  GetFunctionConfiguration$,
  type GetFunctionConfigurationRequest,
} from '@aws-sdk/client-lambda';
import { operation } from '../aws-endpoint/operation.ts';
import { describeFunction } from './describe-function.ts';
import { functionOrVersion, functionResource, type LambdaState } from './lambda-state.ts';

export const getFunctionConfiguration = operation<
  GetFunctionConfigurationRequest,
  FunctionConfiguration,
  LambdaState
>(GetFunctionConfiguration$, {
  action: 'lambda:GetFunctionConfiguration',
  actsOn: ['FunctionName', 'Qualifier'],
  resource: functionResource,
  run: (input, lambda) => describeFunction(functionOrVersion(input, lambda), lambda),
});
