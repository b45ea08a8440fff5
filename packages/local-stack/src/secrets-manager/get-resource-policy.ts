import {
  GetResourcePolicy$,
  type GetResourcePolicyRequest,
  type GetResourcePolicyResponse,
} from '@aws-sdk/client-secrets-manager';
import { operation } from '../aws-endpoint/operation.ts';
import type { SecretsState } from './secrets-state.ts';

/** Without a resource policy, the response has no `ResourcePolicy`. */
export const getResourcePolicy = operation<
  GetResourcePolicyRequest,
  GetResourcePolicyResponse,
  SecretsState
>(GetResourcePolicy$, {
  action: 'secretsmanager:GetResourcePolicy',
  actsOn: ['SecretId'],
  resource: ({ SecretId = '' }) => SecretId,
  run({ SecretId = '' }, { store }) {
    const { arn, name, resourcePolicy } = store.findUsable(SecretId);
    return {
      ARN: arn,
      Name: name,
      ...(resourcePolicy && { ResourcePolicy: JSON.stringify(resourcePolicy.source) }),
    };
  },
});
