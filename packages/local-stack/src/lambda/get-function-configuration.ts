import {
  type FunctionConfiguration,
  GetFunctionConfiguration$,
  type GetFunctionConfigurationRequest,
} from '@aws-sdk/client-lambda';
import { operation } from '../aws-endpoint/operation.ts';
import { functionNamed, functionResource, type LambdaState } from './lambda-state.ts';

export const getFunctionConfiguration = operation<
  GetFunctionConfigurationRequest,
  FunctionConfiguration,
  LambdaState
>(GetFunctionConfiguration$, {
  action: 'lambda:GetFunctionConfiguration',
  resource: functionResource,
  run({ FunctionName }, lambda) {
    const deployed = functionNamed(FunctionName, lambda);
    return {
      FunctionName: deployed.name,
      FunctionArn: deployed.arn,
      Role: deployed.roleArn,
      Handler: deployed.handler,
      Timeout: deployed.timeoutMs / 1000,
      MemorySize: deployed.memorySizeMb,
      State: 'Active',
      Version: '$LATEST',
      Environment: { Variables: { ...deployed.environment } },
    };
  },
});
