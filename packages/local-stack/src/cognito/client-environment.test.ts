import { describe, expect, it } from '@jest/globals';
import { clientChoices, clientEnvironment } from './client-environment.ts';
import type { CognitoAdmin } from './create-cognito.ts';
import type { DeployedUserPool, DeployedUserPoolClient } from './pool/deployed-user-pool.ts';

const client = (
  clientId: string,
  ...allowedFlows: DeployedUserPoolClient['allowedFlows']
): DeployedUserPoolClient => ({
  clientId,
  name: clientId,
  secrets: [],
  allowedFlows,
  isOAuthEnabled: true,
  allowedScopes: [],
  callbackUrls: [],
  logoutUrls: [],
  accessTokenValiditySeconds: 3600,
  idTokenValiditySeconds: 3600,
  refreshTokenValiditySeconds: 3600,
  isTokenRevocationEnabled: true,
});

const pool = (id: string, ...clients: DeployedUserPoolClient[]): DeployedUserPool => ({
  id,
  arn: `arn:${id}`,
  name: id,
  issuer: '',
  issuers: [],
  domainOrigin: `http://${id}`,
  clients,
});

const web = client('web', 'code');
const machine = client('machine', 'client_credentials');

const admin: CognitoAdmin = {
  addClientSecret: () => ({ clientSecretId: '', value: '', createdAtMs: 0 }),
  deleteClientSecret: () => undefined,
  listClientSecrets: (clientId) => [
    { clientSecretId: 'old', value: 'old', createdAtMs: 0 },
    { clientSecretId: 'new', value: `${clientId}-new`, createdAtMs: 0 },
  ],
  rotateSigningKey: async () => undefined,
};
const user = { username: 'analyst', password: 'secret' };

describe('the environment of the user pools', () => {
  it('names the pool, the machine client with its newest secret, and the user', () => {
    const userPools = [pool('a', web, machine)];
    expect(clientEnvironment({ userPools, admin }, user)).toEqual({
      USER_POOL_ID: 'a',
      TOKEN_URL: 'http://a/oauth2/token',
      CLIENT_ID: 'machine',
      CLIENT_SECRET: 'machine-new',
      SIGN_IN_USERNAME: 'analyst',
      SIGN_IN_PASSWORD: 'secret',
    });
    expect(clientChoices(userPools)).toEqual([]);
  });

  it('is empty without a user pool', () => {
    expect(clientEnvironment({ userPools: [], admin }, user)).toEqual({});
    expect(clientChoices([])).toEqual([]);
  });

  it('states which pool and client it names if there are several', () => {
    const userPools = [pool('a', web), pool('b', machine, client('other', 'client_credentials'))];
    expect(clientEnvironment({ userPools, admin }, user)).toMatchObject({
      USER_POOL_ID: 'a',
      TOKEN_URL: 'http://b/oauth2/token',
      CLIENT_ID: 'machine',
    });
    expect(clientChoices(userPools)).toEqual([
      'USER_POOL_ID is a, the first of 2 user pools in the template. The other is b.',
      'CLIENT_ID is machine, the first of 2 clients in the template that allow client_credentials. The other is other.',
    ]);
  });
});
