import {
  DescribeUserPoolClient$,
  type DescribeUserPoolClientRequest,
  type DescribeUserPoolClientResponse,
} from '@aws-sdk/client-cognito-identity-provider';
import { operation } from '../aws-endpoint/operation.ts';
import { clientOf, type UserPoolsState, userPoolArn } from './user-pools-state.ts';

/** Unlike AWS, this operation omits the client secret. It is in Secrets Manager. */
export const describeUserPoolClient = operation<
  DescribeUserPoolClientRequest,
  DescribeUserPoolClientResponse,
  UserPoolsState
>(DescribeUserPoolClient$, {
  action: 'cognito-idp:DescribeUserPoolClient',
  actsOn: ['UserPoolId', 'ClientId'],
  resource: userPoolArn,
  run(target, state) {
    const { pool, client } = clientOf(target, state);
    return {
      UserPoolClient: {
        UserPoolId: pool.id,
        ClientId: client.clientId,
        ClientName: client.name,
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthFlows: [...client.allowedFlows],
        AllowedOAuthScopes: [...client.allowedScopes],
        EnableTokenRevocation: client.isTokenRevocationEnabled,
      },
    };
  },
});
