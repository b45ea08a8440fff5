import {
  AddUserPoolClientSecretCommand,
  type CognitoIdentityProviderClient,
  DeleteUserPoolClientSecretCommand,
  ListUserPoolClientSecretsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { awsCall, ifFound } from './aws-call.ts';
import { RotationError } from './errors.ts';

/** A secret that Cognito takes at this moment; its value is told once, when it is added. */
export type LiveSecret = { readonly id: string; readonly createdAtMs: number };

/** The secrets of the user pool's clients, at most two each. Everything throws `AWS_CALL_FAILED`. */
export type LiveSecrets = {
  list(clientId: string): Promise<readonly LiveSecret[]>;
  add(clientId: string): Promise<{ readonly id: string; readonly value: string }>;
  /** One that is gone already is no error. */
  delete(clientId: string, id: string): Promise<void>;
};

export const createLiveSecrets = (
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
): LiveSecrets => ({
  async list(ClientId) {
    const call = client.send(new ListUserPoolClientSecretsCommand({ UserPoolId, ClientId }));
    const { ClientSecrets = [] } = await awsCall('ListUserPoolClientSecrets', call);
    return ClientSecrets.map(({ ClientSecretId = '', ClientSecretCreateDate }) => ({
      id: ClientSecretId,
      createdAtMs: ClientSecretCreateDate?.getTime() ?? 0,
    }));
  },
  async add(ClientId) {
    const call = client.send(new AddUserPoolClientSecretCommand({ UserPoolId, ClientId }));
    const { ClientSecretDescriptor: added } = await awsCall('AddUserPoolClientSecret', call);
    const { ClientSecretId: id, ClientSecretValue: value } = added ?? {};
    if (id && value) return { id, value };
    throw new RotationError('AWS_CALL_FAILED', 'AddUserPoolClientSecret answered no secret.');
  },
  async delete(ClientId, ClientSecretId) {
    const input = { UserPoolId, ClientId, ClientSecretId };
    const call = client.send(new DeleteUserPoolClientSecretCommand(input));
    await ifFound(awsCall('DeleteUserPoolClientSecret', call));
  },
});
