import {
  AddUserPoolClientSecret$,
  type AddUserPoolClientSecretRequest,
  type AddUserPoolClientSecretResponse,
} from '@aws-sdk/client-cognito-identity-provider';
import { operation } from '../aws-endpoint/operation.ts';
import {
  asAwsErrors,
  confidentialClientOf,
  descriptorOf,
  type UserPoolsState,
  userPoolArn,
} from './user-pools-state.ts';

export const addUserPoolClientSecret = operation<
  AddUserPoolClientSecretRequest,
  AddUserPoolClientSecretResponse,
  UserPoolsState
>(AddUserPoolClientSecret$, {
  action: 'cognito-idp:AddUserPoolClientSecret',
  deniedToOperator: true,
  resource: userPoolArn,
  run(input, state) {
    const clientId = confidentialClientOf(input, state);
    const added = asAwsErrors(() => state.admin.addClientSecret(clientId, input.ClientSecret));
    const generated = input.ClientSecret === undefined;
    return {
      ClientSecretDescriptor: {
        ...descriptorOf(added),
        ...(generated && { ClientSecretValue: added.value }),
      },
    };
  },
});
