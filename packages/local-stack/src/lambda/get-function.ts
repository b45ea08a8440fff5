import { pathToFileURL } from 'node:url';
import {
  GetFunction$,
  type GetFunctionRequest,
  type GetFunctionResponse,
} from '@aws-sdk/client-lambda';
import { operation } from '../aws-endpoint/operation.ts';
import { describeFunction } from './describe-function.ts';
import { functionOrVersion, functionResource, type LambdaState } from './lambda-state.ts';

/** The code's location is the packaged zip on this machine. */
export const getFunction = operation<GetFunctionRequest, GetFunctionResponse, LambdaState>(
  GetFunction$,
  {
    action: 'lambda:GetFunction',
    resource: functionResource,
    async run(input, lambda) {
      const deployed = functionOrVersion(input, lambda);
      const { reservedConcurrency } = deployed;
      return {
        Configuration: await describeFunction(deployed, lambda),
        Code: { RepositoryType: 'S3', Location: pathToFileURL(deployed.artifactPath).href },
        ...(reservedConcurrency !== undefined && {
          Concurrency: { ReservedConcurrentExecutions: reservedConcurrency },
        }),
      };
    },
  },
);
