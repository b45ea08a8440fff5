import {
  DeleteUserPoolClientSecret$,
  type DeleteUserPoolClientSecretRequest,
  type DeleteUserPoolClientSecretResponse,
} from '@aws-sdk/client-cognito-identity-provider';
import { operation } from '../aws-endpoint/operation.ts';
import {
  asAwsErrors,
  confidentialClientOf,
  type UserPoolsState,
  userPoolArn,
} from './user-pools-state.ts';

export const deleteUserPoolClientSecret = operation<
  DeleteUserPoolClientSecretRequest,
  DeleteUserPoolClientSecretResponse,
  UserPoolsState
>(DeleteUserPoolClientSecret$, {
  action: 'cognito-idp:DeleteUserPoolClientSecret',
  deniedToOperator: true,
  resource: userPoolArn,
  run(input, state) {
    const clientId = confidentialClientOf(input, state);
    asAwsErrors(() => state.admin.deleteClientSecret(clientId, input.ClientSecretId ?? ''));
    return {};
  },
});
