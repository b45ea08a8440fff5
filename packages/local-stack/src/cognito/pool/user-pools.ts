import type { Clock } from '@hopwise/auth/clock';
import { type BoundedSet, createBoundedSet } from './bounded-set.ts';
import { type ClientSecrets, createClientSecrets } from './client-secrets.ts';
import { type CognitoUser, createUserDirectory, type UserDirectory } from './cognito-user.ts';
import type { DeployedUserPool, DeployedUserPoolClient } from './deployed-user-pool.ts';
import { createExpiringStore, type ExpiringStore } from './expiring-store.ts';
import { createSigningKeys, type SigningKeys } from './signing-keys.ts';

/** What a signed-in user allows an app client. An authorization code or refresh token refers to it. */
export type UserGrant = {
  readonly clientId: string;
  readonly sub: string;
  readonly scopes: readonly string[];
  readonly authTimeSeconds: number;
  readonly originJti: string;
  readonly eventId: string;
  readonly nonce: string | undefined;
};

export type CodeGrant = UserGrant & {
  readonly redirectUri: string;
  readonly codeChallenge: string | undefined;
};

/** A user's sign-in at a pool's domain. */
export type SignIn = { readonly sub: string; readonly authTimeSeconds: number };

export type UserPool = DeployedUserPool & {
  readonly signingKeys: SigningKeys;
  readonly users: UserDirectory;
  readonly codes: ExpiringStore<CodeGrant>;
  readonly refreshTokens: ExpiringStore<UserGrant>;
  readonly signIns: ExpiringStore<SignIn>;
  /** The `origin_jti` of revoked tokens. */
  readonly revokedSessions: BoundedSet;
};

const maxRevokedSessions = 10_000;

export type AppClient = DeployedUserPoolClient & {
  readonly pool: UserPool;
  readonly liveSecrets: ClientSecrets;
};

export type UserPools = {
  readonly all: readonly UserPool[];
  /** Finds an app client in any pool. Their ids are unique. */
  findClient(clientId: string): AppClient | undefined;
  findByIssuer(issuer: string | undefined): UserPool | undefined;
};

export const createUserPools = (
  deployed: readonly DeployedUserPool[],
  users: readonly CognitoUser[],
  clock: Clock,
): UserPools => {
  const pools = deployed.map((pool) => ({
    ...pool,
    signingKeys: createSigningKeys(),
    users: createUserDirectory(users, pool.signInNames),
    codes: createExpiringStore<CodeGrant>(clock),
    refreshTokens: createExpiringStore<UserGrant>(clock),
    signIns: createExpiringStore<SignIn>(clock),
    revokedSessions: createBoundedSet(maxRevokedSessions),
  }));
  const clients = new Map(
    pools.flatMap((pool) =>
      pool.clients.map((client) => [
        client.clientId,
        { ...client, pool, liveSecrets: createClientSecrets(client, clock) },
      ]),
    ),
  );
  return {
    all: pools,
    findClient: (clientId) => clients.get(clientId),
    findByIssuer: (issuer) => pools.find((pool) => pool.issuer === issuer),
  };
};
