import type { Account } from '../account.ts';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { port } from '../aws-service/ports.ts';
import type { SecretRead } from '../decisions/token-request-turns.ts';
import { arn } from '../deployment/arn.ts';
import type { Cognito, CognitoAdmin } from './create-cognito.ts';
import { type ClientSecret, ClientSecretError } from './pool/client-secrets.ts';
import type { CognitoUser } from './pool/cognito-user.ts';
import type { DeployedUserPool, DeployedUserPoolClient } from './pool/deployed-user-pool.ts';

/** Changes user pools without a permission check. */
export const cognitoAdmin = port<CognitoAdmin>('administration of user pools');

/** Decides on the value of an Authorization header, like a REST API's Cognito authorizer. */
export const tokenAuthorizer = port<Cognito['authorizeToken']>('token authorizer');

/** Receives every read of a secret value, to attribute token requests to the reader's turn. */
export const secretReads = port<(read: SecretRead) => void>('receiver of secret reads');

/** Options of the stack: the users of every pool, and the issuer's clock. */
export type CognitoSettings = {
  readonly users: readonly CognitoUser[];
  /** Shifts the issuer's clock relative to the stack's clock. */
  readonly issuerClock: { readonly aheadMs: number };
};

export const cognitoSettings = port<CognitoSettings>('Cognito settings');

/** The state of the user pools API. */
export type UserPoolsState = {
  readonly userPools: readonly DeployedUserPool[];
  readonly admin: CognitoAdmin;
};

type Target = {
  readonly UserPoolId?: string | undefined;
  readonly ClientId?: string | undefined;
};

export const userPoolArn = ({ UserPoolId = '' }: Target, account: Account): string =>
  arn('cognito-idp', account, `userpool/${UserPoolId}`);

/** Finds the app client of a request. Throws `ResourceNotFoundException`. */
export const clientOf = (
  { UserPoolId = '', ClientId = '' }: Target,
  { userPools }: UserPoolsState,
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

/** The id of a request's app client, if the client has secrets. */
export const confidentialClientOf = (target: Target, state: UserPoolsState): string => {
  const { ClientId = '' } = target;
  if (clientOf(target, state).client.secrets.length > 0) return ClientId;
  throw new AwsError('InvalidParameterException', `User pool client ${ClientId} is public.`);
};

/** A client secret without its value. Cognito shows a generated value only once. */
export const descriptorOf = ({ clientSecretId, createdAtMs }: ClientSecret) => ({
  ClientSecretId: clientSecretId,
  ClientSecretCreateDate: new Date(createdAtMs),
});

/** Runs a change of client secrets. Throws `AwsError` where Cognito returns an error. */
export const asAwsErrors = <Value>(change: () => Value): Value => {
  try {
    return change();
  } catch (error) {
    if (!(error instanceof ClientSecretError)) throw error;
    throw new AwsError(error.code, error.message, { cause: error });
  }
};
