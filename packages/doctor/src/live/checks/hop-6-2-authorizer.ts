import type { LiveCheck } from '../stack/live-check.ts';
import { compareWithAuthorizer } from './compare-with-authorizer.ts';
import { onEach } from './on-each.ts';
import { grantsOfHop } from './other-grants.ts';
import { noClient, scopesIn } from './token-settings.ts';

/** Checks whether the authorizers of the gateways accept the tokens that their callers will get. */
export const gatewayAuthorizer: LiveCheck = {
  name: "the gateway's authorizer against the token that its caller will send",
  hop: 6,
  run: ({ read, stack }) =>
    onEach(stack.topology.gatewayClients, async (client) => {
      const { appClient, functionArn, gatewayId, variables } = client;
      if (appClient === undefined) throw new Error(noClient);
      const { Environment } = await read.functionOf(functionArn);
      const claims = {
        issuer: Environment?.Variables?.[variables.issuer ?? ''] ?? '',
        clientId: appClient.clientId,
        scopes: scopesIn(Environment?.Variables, variables),
        // Access tokens of Cognito's client credentials have no audience.
        audience: [],
      };
      return compareWithAuthorizer(claims, await read.gateway(gatewayId));
    }),
};

/** Checks the other grants of hop 6: keys of secrets, interceptors, policy engines and gateways with IAM. */
export const gatewayGrants = grantsOfHop(6, {
  name: 'whether the roles of hop 6 grant what its other links require',
  isIn: ({ gatewayIds }) => gatewayIds.length > 0,
});
