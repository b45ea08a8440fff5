import { GetPolicy$, type GetPolicyRequest, type GetPolicyResponse } from '@aws-sdk/client-lambda';
import { operation } from '../aws-endpoint/operation.ts';
import { revisionOf } from '../deployment/revision.ts';
import {
  functionNotFound,
  functionOrVersion,
  functionResource,
  type LambdaState,
} from './lambda-state.ts';
import { policyText } from './permission-statement.ts';

export const getPolicy = operation<GetPolicyRequest, GetPolicyResponse, LambdaState>(GetPolicy$, {
  action: 'lambda:GetPolicy',
  actsOn: ['FunctionName', 'Qualifier'],
  resource: functionResource,
  run(input, lambda) {
    const { resourcePolicy } = functionOrVersion(input, lambda);
    if (!resourcePolicy) throw functionNotFound('The resource you requested does not exist.');
    const { document } = resourcePolicy;
    return { Policy: policyText(document), RevisionId: revisionOf(document) };
  },
});
