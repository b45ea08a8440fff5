import {
  AddUserPoolClientSecretCommand,
  type CognitoIdentityProviderClient,
  DeleteUserPoolClientSecretCommand,
  ListUserPoolClientSecretsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { awsCall, ifFound } from './aws-call.ts';
import { RotationError } from './errors.ts';

/** A client secret that Cognito currently accepts. Cognito returns its value only once, when it is added. */
export type ClientSecret = { readonly id: string; readonly createdAtMs: number };

/** The OAuth client secrets of the user pool's clients, at most two per client. All methods throw `AWS_CALL_FAILED`. */
export type ClientSecrets = {
  list(clientId: string): Promise<readonly ClientSecret[]>;
  add(clientId: string): Promise<{ readonly id: string; readonly value: string }>;
  /** Does nothing if the client secret no longer exists. */
  delete(clientId: string, id: string): Promise<void>;
};

export const createClientSecrets = (
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
): ClientSecrets => ({
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
    throw new RotationError(
      'AWS_CALL_FAILED',
      'AddUserPoolClientSecret returned no client secret.',
    );
  },
  async delete(ClientId, ClientSecretId) {
    const input = { UserPoolId, ClientId, ClientSecretId };
    const call = client.send(new DeleteUserPoolClientSecretCommand(input));
    await ifFound(awsCall('DeleteUserPoolClientSecret', call));
  },
});
