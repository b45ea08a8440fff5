import {
  AddUserPoolClientSecret$,
  type AddUserPoolClientSecretRequest,
  type AddUserPoolClientSecretResponse,
  DeleteUserPoolClientSecret$,
  type DeleteUserPoolClientSecretRequest,
  type DeleteUserPoolClientSecretResponse,
  ListUserPoolClientSecrets$,
  type ListUserPoolClientSecretsRequest,
  type ListUserPoolClientSecretsResponse,
} from '@aws-sdk/client-cognito-identity-provider';
import type { AccessControl } from '../access/access-control.ts';
import type { Account } from '../account.ts';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import type { AwsService } from '../aws-endpoint/aws-service.ts';
import { defineOperation } from '../aws-endpoint/schema-operation.ts';
import { createSchemaService } from '../aws-endpoint/schema-service.ts';
import type { CognitoAdmin } from '../cognito/create-cognito.ts';
import { type ClientSecret, ClientSecretError } from '../cognito/pool/client-secrets.ts';
import type {
  DeployedUserPool,
  DeployedUserPoolClient,
} from '../cognito/pool/deployed-user-pool.ts';
import { describeUserPoolClient } from './describe-user-pool-client.ts';

type Options = {
  readonly userPools: readonly DeployedUserPool[];
  readonly admin: CognitoAdmin;
  readonly access: Pick<AccessControl, 'authorize'>;
  readonly account: Account;
};

type Target = { readonly UserPoolId: string | undefined; readonly ClientId: string | undefined };

/** Cognito's API: what it tells of an app client, and the operations on its secrets. */
export const createCognitoIdp = ({ userPools, admin, access, account }: Options): AwsService => {
  const confidentialClient = (target: Target): string => confidentialClientOf(userPools, target);
  return createSchemaService({
    signingName: 'cognito-idp',
    targetPrefix: 'AWSCognitoIdentityProviderService',
    protocol: 'awsJson1_1',
    validationCode: 'InvalidParameterException',
    operations: [
      describeUserPoolClient((target) => clientOf(userPools, target)),
      defineOperation<AddUserPoolClientSecretRequest, AddUserPoolClientSecretResponse>(
        AddUserPoolClientSecret$,
        (input) => {
          const clientId = confidentialClient(input);
          const added = asAwsErrors(() => admin.addClientSecret(clientId, input.ClientSecret));
          const generated = input.ClientSecret === undefined;
          return {
            ClientSecretDescriptor: {
              ...descriptorOf(added),
              ...(generated && { ClientSecretValue: added.value }),
            },
          };
        },
      ),
      defineOperation<ListUserPoolClientSecretsRequest, ListUserPoolClientSecretsResponse>(
        ListUserPoolClientSecrets$,
        (input) => {
          const clientId = confidentialClient(input);
          const secrets = asAwsErrors(() => admin.listClientSecrets(clientId));
          return { ClientSecrets: secrets.map(descriptorOf) };
        },
      ),
      defineOperation<DeleteUserPoolClientSecretRequest, DeleteUserPoolClientSecretResponse>(
        DeleteUserPoolClientSecret$,
        (input) => {
          const clientId = confidentialClient(input);
          asAwsErrors(() => admin.deleteClientSecret(clientId, input.ClientSecretId ?? ''));
          return {};
        },
      ),
    ],
    access,
    account,
  });
};

/** Without the value: that is told once, when Cognito generates it. */
const descriptorOf = ({ clientSecretId, createdAtMs }: ClientSecret) => ({
  ClientSecretId: clientSecretId,
  ClientSecretCreateDate: new Date(createdAtMs),
});

const clientOf = (
  userPools: readonly DeployedUserPool[],
  { UserPoolId = '', ClientId = '' }: Target,
): { readonly pool: DeployedUserPool; readonly client: DeployedUserPoolClient } => {
  const pool = userPools.find(({ id }) => id === UserPoolId);
  if (!pool) {
    throw new AwsError('ResourceNotFoundException', `User pool ${UserPoolId} does not exist.`);
  }
  const client = pool.clients.find(({ clientId }) => clientId === ClientId);
  if (!client) {
    throw new AwsError('ResourceNotFoundException', `User pool client ${ClientId} does not exist.`);
  }
  return { pool, client };
};

const confidentialClientOf = (userPools: readonly DeployedUserPool[], target: Target): string => {
  const { ClientId = '' } = target;
  if (clientOf(userPools, target).client.secrets.length > 0) return ClientId;
  throw new AwsError('InvalidParameterException', `User pool client ${ClientId} is public.`);
};

const asAwsErrors = <Value>(change: () => Value): Value => {
  try {
    return change();
  } catch (error) {
    if (!(error instanceof ClientSecretError)) throw error;
    throw new AwsError(error.code, error.message, { cause: error });
  }
};
