import type { LiveCheck } from '../stack/live-check.ts';
import { compareWithAuthorizer } from './compare-with-authorizer.ts';

/** Whether the gateway's authorizer will take the token that the proxy is going to get. */
export const gatewayAuthorizer: LiveCheck = {
  name: "the gateway's authorizer against the token that the proxy will bring",
  hop: 6,
  async run({ read, stack }) {
    const { Environment } = await read.functionOf('BedrockGatewayProxyLambdaFunction');
    const { ISSUER = '', SCOPE = '' } = Environment?.Variables ?? {};
    const claims = {
      issuer: ISSUER,
      clientId: stack.idOf('MachineClient'),
      scopes: SCOPE.split(' '),
      // Access tokens of Cognito's client credentials have none.
      audience: [],
    };
    return compareWithAuthorizer(claims, await read.gateway());
  },
};
