import {
  ListUserPoolClientSecrets$,
  type ListUserPoolClientSecretsRequest,
  type ListUserPoolClientSecretsResponse,
} from '@aws-sdk/client-cognito-identity-provider';
import { operation } from '../aws-endpoint/operation.ts';
import {
  asAwsErrors,
  confidentialClientOf,
  descriptorOf,
  type UserPoolsState,
  userPoolArn,
} from './user-pools-state.ts';

export const listUserPoolClientSecrets = operation<
  ListUserPoolClientSecretsRequest,
  ListUserPoolClientSecretsResponse,
  UserPoolsState
>(ListUserPoolClientSecrets$, {
  action: 'cognito-idp:ListUserPoolClientSecrets',
  resource: userPoolArn,
  run(input, state) {
    const clientId = confidentialClientOf(input, state);
    const secrets = asAwsErrors(() => state.admin.listClientSecrets(clientId));
    return { ClientSecrets: secrets.map(descriptorOf) };
  },
});
