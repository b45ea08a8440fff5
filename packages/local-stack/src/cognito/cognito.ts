import { awsService } from '../aws-service/aws-service.ts';
import { createTokenRequestTurns } from '../decisions/token-request-turns.ts';
import { addUserPoolClientSecret } from './add-user-pool-client-secret.ts';
import { assembleUserPools } from './assemble-user-pools.ts';
import { clientChoices, clientEnvironment, machineClientIds } from './client-environment.ts';
import { createCognito } from './create-cognito.ts';
import { deleteUserPoolClientSecret } from './delete-user-pool-client-secret.ts';
import { describeUserPoolClient } from './describe-user-pool-client.ts';
import { listUserPoolClientSecrets } from './list-user-pool-client-secrets.ts';
import type { DeployedUserPool } from './pool/deployed-user-pool.ts';
import { userPool } from './resource-types/user-pool.ts';
import { userPoolClient } from './resource-types/user-pool-client.ts';
import { userPoolDomain } from './resource-types/user-pool-domain.ts';
import { userPoolResourceServer } from './resource-types/user-pool-resource-server.ts';
import {
  cognitoAdmin,
  cognitoSettings,
  secretReads,
  tokenAuthorizer,
  type UserPoolsState,
} from './user-pools-state.ts';

/** Cognito user pools: their API, and their OAuth endpoints on the issuer's and the domain's host. */
export const cognito = awsService<readonly DeployedUserPool[], UserPoolsState>({
  signingName: 'cognito-idp',
  api: {
    protocol: 'awsJson1_1',
    hop: null,
    targetPrefix: 'AWSCognitoIdentityProviderService',
    validationCode: 'InvalidParameterException',
    insteadOf: [
      {
        operations: /^Tag|^Untag/,
        instead: 'Change `UserPoolTags` of the AWS::Cognito::UserPool in the template instead.',
      },
      {
        operations: /User(?!Pool)|Auth|Password|SignUp|MFA|Device/,
        instead: 'The user pool has one user, who signs in on the page.',
      },
    ],
    operations: [
      describeUserPoolClient,
      addUserPoolClientSecret,
      listUserPoolClientSecrets,
      deleteUserPoolClientSecret,
    ],
  },
  types: [userPool, userPoolClient, userPoolDomain, userPoolResourceServer],
  assemble: assembleUserPools,
  start({ clock, decisions, traces, ports, attach }, userPools) {
    const { users, issuerClock } = ports.use(cognitoSettings);
    const turns = createTokenRequestTurns(traces, machineClientIds(userPools));
    const oauth = createCognito({
      userPools,
      clock: { now: () => clock.now() + issuerClock.aheadMs },
      decisions,
      turnOfTokenRequest: turns.turnOf,
      users,
    });
    ports.provide(secretReads, turns.onSecretRead);
    ports.provide(tokenAuthorizer, oauth.authorizeToken);
    ports.provide(cognitoAdmin, oauth.admin);
    attach('issuer', oauth.issuerHandler);
    attach('userPoolDomain', oauth.domainHandler);
    const state = { userPools, admin: oauth.admin };
    return {
      state,
      environment: () => clientEnvironment(state, users[0]),
      choices: () => clientChoices(userPools),
    };
  },
});
