import type { WebUiConfig } from '@hopwise/contracts/web-ui-config';
import type { DeployedUserPoolClient } from '../cognito/deployed-user-pool.ts';
import type { DeployedStack } from '../deployment/assemble-stack.ts';

const isForPeople = ({ allowedFlows }: DeployedUserPoolClient): boolean =>
  allowedFlows.includes('code');

/** What the page must know of a deployed stack: where its API is, and how to sign in where that asks for a token. */
export const webUiConfigOf = (
  { restApis, userPools }: DeployedStack,
  {
    stage,
    apiUrl,
    isLocal,
  }: { readonly stage: string; readonly apiUrl: string; readonly isLocal: boolean },
): WebUiConfig => {
  const asksForToken = restApis.some(({ methods }) =>
    methods.some(({ authorization }) => authorization.type !== 'NONE'),
  );
  const pool = userPools.find(({ clients }) => clients.some(isForPeople));
  const client = pool?.clients.find(isForPeople);
  return {
    ...{ stage, apiUrl, local: isLocal ? {} : null },
    signIn:
      asksForToken && pool && client
        ? {
            authority: pool.issuer,
            clientId: client.clientId,
            domainUrl: pool.domainOrigin,
            scopes: [...client.allowedScopes],
          }
        : null,
  };
};
