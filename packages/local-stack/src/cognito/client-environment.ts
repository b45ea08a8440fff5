import type { StackEnvironment } from '@hopwise/contracts/stack-state';
import { firstOfSeveral } from '../aws-service/first-of-several.ts';
import { type CognitoUser, signInNameOf } from './pool/cognito-user.ts';
import type { DeployedUserPool } from './pool/deployed-user-pool.ts';
import type { UserPoolsState } from './user-pools-state.ts';

type MachineClient = { readonly pool: DeployedUserPool; readonly clientId: string };

/** The clients that get tokens with their own credentials. */
const machineClientsOf = (userPools: readonly DeployedUserPool[]): readonly MachineClient[] =>
  userPools.flatMap((pool) =>
    pool.clients
      .filter(({ allowedFlows }) => allowedFlows.includes('client_credentials'))
      .map(({ clientId }) => ({ pool, clientId })),
  );

export const machineClientIds = (userPools: readonly DeployedUserPool[]): readonly string[] =>
  machineClientsOf(userPools).map(({ clientId }) => clientId);

/**
 * The variables of a client of the user pools, including the newest client secret and the seeded user's
 * password. Both belong only to this stack and are new at each start.
 */
export const clientEnvironment = (
  { userPools, admin }: UserPoolsState,
  user: CognitoUser | undefined,
): StackEnvironment => {
  const [pool] = userPools;
  if (!pool) return {};
  const [machine] = machineClientsOf(userPools);
  const secret = machine && admin.listClientSecrets(machine.clientId).at(-1)?.value;
  const { domainOrigin } = machine?.pool ?? pool;
  const people = pool.clients.some(({ allowedFlows }) => allowedFlows.includes('code'));
  return {
    USER_POOL_ID: pool.id,
    ...(domainOrigin !== undefined && { TOKEN_URL: `${domainOrigin}/oauth2/token` }),
    ...(machine && { CLIENT_ID: machine.clientId }),
    ...(secret && { CLIENT_SECRET: secret }),
    ...(people &&
      user && {
        SIGN_IN_USERNAME: signInNameOf(user, pool.signInNames),
        SIGN_IN_PASSWORD: user.password,
      }),
  };
};

/** States which user pool and client `clientEnvironment` names if the template has several. */
export const clientChoices = (userPools: readonly DeployedUserPool[]): readonly string[] => [
  ...firstOfSeveral({
    variable: 'USER_POOL_ID',
    names: userPools.map(({ id }) => id),
    kind: 'user pools in the template',
  }),
  ...firstOfSeveral({
    variable: 'CLIENT_ID',
    names: machineClientIds(userPools),
    kind: 'clients in the template that allow client_credentials',
  }),
];
