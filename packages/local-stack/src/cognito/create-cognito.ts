import type { RequestListener } from 'node:http';
import type { Clock } from '@hopwise/auth/clock';
import type { DecisionRecord } from '../decisions/decision-record.ts';
import { type Routes, serveRoutes } from './http/serve-routes.ts';
import { issuerRoutes } from './oauth/discovery-endpoint.ts';
import type { TurnOfTokenRequest } from './oauth/machine-token-request.ts';
import { handleRevokeRequest } from './oauth/revoke-endpoint.ts';
import { handleTokenRequest } from './oauth/token-endpoint.ts';
import { handleUserInfoRequest } from './oauth/user-info-endpoint.ts';
import { type ClientSecret, ClientSecretError, type ClientSecrets } from './pool/client-secrets.ts';
import type { CognitoUser } from './pool/cognito-user.ts';
import type { DeployedUserPool } from './pool/deployed-user-pool.ts';
import { createUserPools, type UserPools } from './pool/user-pools.ts';
import {
  handleAuthorizeRequest,
  handleLoginRequest,
  handleLogoutRequest,
} from './sign-in/login-endpoint.ts';
import {
  authorizeToken,
  type CognitoAuthorization,
  type TokenVerdict,
} from './tokens/verify-token.ts';

export type CognitoOptions = {
  readonly userPools: readonly DeployedUserPool[];
  readonly clock: Clock;
  readonly decisions: DecisionRecord;
  readonly turnOfTokenRequest: TurnOfTokenRequest;
  /** Confirmed users of every pool. */
  readonly users?: readonly CognitoUser[];
};

/** The operations of an administrator of the pools. Those on secrets throw `ClientSecretError`. */
export type CognitoAdmin = {
  addClientSecret(clientId: string, value?: string): ClientSecret;
  deleteClientSecret(clientId: string, clientSecretId: string): void;
  listClientSecrets(clientId: string): readonly ClientSecret[];
  /** Signs new tokens with a new key. The old key stays published. */
  rotateSigningKey(userPoolId: string): Promise<void>;
};

/** Cognito user pools as an OAuth server, on Cognito's two hosts. */
export type Cognito = {
  /** `cognito-idp.<region>.amazonaws.com`: discovery and keys. */
  readonly issuerHandler: RequestListener;
  /** `<domain>.auth.<region>.amazoncognito.com`: token endpoint and sign-in. */
  readonly domainHandler: RequestListener;
  /** Checks an Authorization header like the `COGNITO_USER_POOLS` authorizer of a REST API. */
  authorizeToken(
    header: string | undefined,
    authorization: CognitoAuthorization,
  ): Promise<TokenVerdict>;
  readonly admin: CognitoAdmin;
};

const domainRoutes = (pools: UserPools, options: CognitoOptions): Routes => {
  const context = { ...options, pools };
  return {
    '/oauth2/token': {
      methods: ['POST'],
      crossOrigin: true,
      handle: (request, response) => handleTokenRequest(request, response, context),
    },
    '/oauth2/revoke': {
      methods: ['POST'],
      crossOrigin: true,
      handle: (request, response) => handleRevokeRequest(request, response, context),
    },
    '/oauth2/authorize': {
      methods: ['GET'],
      crossOrigin: false,
      handle: (request, response) => handleAuthorizeRequest(request, response, context),
    },
    '/login': {
      methods: ['GET', 'POST'],
      crossOrigin: false,
      handle: (request, response) => handleLoginRequest(request, response, context),
    },
    '/logout': {
      methods: ['GET'],
      crossOrigin: false,
      handle: (request, response) => handleLogoutRequest(request, response, context),
    },
    '/oauth2/userInfo': {
      methods: ['GET', 'POST'],
      crossOrigin: true,
      handle: (request, response) => handleUserInfoRequest(request, response, context),
    },
  };
};

const createAdmin = (pools: UserPools): CognitoAdmin => {
  const secretsOf = (clientId: string): ClientSecrets => {
    const client = pools.findClient(clientId);
    if (client !== undefined) return client.liveSecrets;
    throw new ClientSecretError(
      'ResourceNotFoundException',
      `No user pool has the app client ${clientId}.`,
    );
  };
  return {
    addClientSecret: (clientId, value) => secretsOf(clientId).add(value),
    deleteClientSecret: (clientId, clientSecretId) => secretsOf(clientId).delete(clientSecretId),
    listClientSecrets: (clientId) => secretsOf(clientId).list(),
    async rotateSigningKey(userPoolId) {
      const pool = pools.all.find(({ id }) => id === userPoolId);
      if (pool === undefined) throw new RangeError(`The user pool ${userPoolId} does not exist.`);
      await pool.signingKeys.rotate();
    },
  };
};

export const createCognito = (options: CognitoOptions): Cognito => {
  const pools = createUserPools(options.userPools, options.users ?? [], options.clock);
  return {
    issuerHandler: serveRoutes(
      pools.all.map(({ issuer }) => issuer),
      issuerRoutes(pools),
    ),
    domainHandler: serveRoutes(
      pools.all.flatMap(({ domainOrigin = [] }) => domainOrigin),
      domainRoutes(pools, options),
    ),
    authorizeToken: (header, authorization) =>
      authorizeToken(header, authorization, { pools: pools.all, clock: options.clock }),
    admin: createAdmin(pools),
  };
};
