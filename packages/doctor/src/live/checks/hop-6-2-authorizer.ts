import type { LiveCheck } from '../stack/live-check.ts';
import { compareWithAuthorizer } from './compare-with-authorizer.ts';

/** Checks whether the gateway's authorizer accepts the token that the proxy will get. */
export const gatewayAuthorizer: LiveCheck = {
  name: "the gateway's authorizer against the token that the proxy will send",
  hop: 6,
  async run({ read, stack }) {
    const { Environment } = await read.functionOf('BedrockGatewayProxyLambdaFunction');
    const { ISSUER = '', SCOPE = '' } = Environment?.Variables ?? {};
    const claims = {
      issuer: ISSUER,
      clientId: stack.idOf('MachineClient'),
      scopes: SCOPE.split(' '),
      // Access tokens of Cognito's client credentials have no audience.
      audience: [],
    };
    return compareWithAuthorizer(claims, await read.gateway());
  },
};
