import { createServer } from 'node:http';
import { type Cognito, createCognito } from '../../src/cognito/create-cognito.ts';
import type {
  DeployedUserPool,
  DeployedUserPoolClient,
} from '../../src/cognito/pool/deployed-user-pool.ts';
import { createDecisionRecord, type DecisionRecord } from '../../src/decisions/decision-record.ts';
import { listenOnLoopback } from '../../src/http/loopback-server.ts';

export const poolArn = 'arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_Pool';
export const machineSecret = 'machinesecret0123456789abcdef';
export const callbackUrl = 'http://127.0.0.1:5173/callback';
export const logoutUrl = 'http://127.0.0.1:5173/signed-out';
export const analyst = {
  username: 'analyst',
  password: 'a password of <this> test only',
  email: 'analyst@example.com',
};

const validity = {
  accessTokenValiditySeconds: 3600,
  idTokenValiditySeconds: 1800,
  refreshTokenValiditySeconds: 86_400,
  isTokenRevocationEnabled: true,
};

const clients: readonly DeployedUserPoolClient[] = [
  {
    clientId: 'machineclient',
    name: 'machine',
    secrets: [{ clientSecretId: 'machineclient--0', value: machineSecret }],
    allowedFlows: ['client_credentials'],
    isOAuthEnabled: true,
    allowedScopes: ['gateway/invoke', 'gateway/list'],
    callbackUrls: [],
    logoutUrls: [],
    ...validity,
  },
  {
    clientId: 'webclient',
    name: 'web',
    secrets: [],
    allowedFlows: ['code'],
    isOAuthEnabled: true,
    allowedScopes: ['openid', 'gateway/chat'],
    callbackUrls: [callbackUrl],
    logoutUrls: [logoutUrl],
    ...validity,
  },
  {
    clientId: 'otherwebclient',
    name: 'other web',
    secrets: [],
    allowedFlows: ['code'],
    isOAuthEnabled: true,
    allowedScopes: ['gateway/chat'],
    callbackUrls: [callbackUrl, 'hopwise://signed-in'],
    logoutUrls: [],
    ...validity,
  },
  {
    clientId: 'secretlessmachine',
    name: 'secretless machine',
    secrets: [],
    allowedFlows: ['client_credentials'],
    isOAuthEnabled: true,
    allowedScopes: ['gateway/invoke'],
    callbackUrls: [],
    logoutUrls: [],
    ...validity,
    isTokenRevocationEnabled: false,
  },
];

export type RunningCognito = {
  readonly cognito: Cognito;
  readonly pool: DeployedUserPool;
  readonly decisions: DecisionRecord;
  /** Seconds since the epoch. Tests can change it. */
  readonly clock: { nowSeconds: number; now(): number };
  readonly tokenUrl: string;
  postToken(body: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  close(): Promise<void>;
};

/** A user pool with four app clients and one user, on two ports. */
export const runCognito = async (): Promise<RunningCognito> => {
  const issuerServer = createServer();
  const domainServer = createServer();
  const issuer = await listenOnLoopback(issuerServer, 0);
  const domain = await listenOnLoopback(domainServer, 0);
  const clock = {
    nowSeconds: 1_795_248_000,
    now: () => clock.nowSeconds * 1000,
  };
  const decisions = createDecisionRecord(clock);
  const pool: DeployedUserPool = {
    id: 'us-east-1_Pool',
    arn: poolArn,
    name: 'hopwise-test',
    issuer: `${issuer.origin}/us-east-1_Pool`,
    issuers: ['', '/updated'].map((path) => `${issuer.origin}${path}/us-east-1_Pool`),
    domainOrigin: domain.origin,
    clients,
  };
  const cognito = createCognito({
    userPools: [pool],
    clock,
    decisions,
    turnOfTokenRequest: ({ clientId, traceHeader }) =>
      traceHeader === undefined ? undefined : `${clientId}/${traceHeader}`,
    users: [analyst],
  });
  issuerServer.on('request', cognito.issuerHandler);
  domainServer.on('request', cognito.domainHandler);
  const tokenUrl = `${domain.origin}/oauth2/token`;
  return {
    cognito,
    pool,
    decisions,
    clock,
    tokenUrl,
    postToken: (body, headers = {}) =>
      fetch(tokenUrl, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      }),
    close: async () => {
      await issuer.close();
      await domain.close();
    },
  };
};

/** HTTP Basic credentials, form-encoded first as RFC 6749 2.3.1 requires. */
export const basic = (clientId: string, secret: string): string =>
  `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`).toString('base64')}`;
