import {
  GetGateway$,
  type GetGatewayRequest,
  type GetGatewayResponse,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { operation } from '../aws-endpoint/operation.ts';
import { creationTime } from '../deployment/creation-time.ts';
import type { JwtConfiguration } from './deployed-gateway.ts';
import { type GatewaysState, gatewayArn, gatewayOf } from './gateways-state.ts';

export const getGateway = operation<GetGatewayRequest, GetGatewayResponse, GatewaysState>(
  GetGateway$,
  {
    action: 'bedrock-agentcore:GetGateway',
    actsOn: ['gatewayIdentifier'],
    resource: gatewayArn,
    run({ gatewayIdentifier }, state) {
      const gateway = gatewayOf(gatewayIdentifier, state);
      return {
        gatewayArn: gateway.arn,
        gatewayId: gateway.gatewayId,
        gatewayUrl: gateway.url,
        name: gateway.name,
        status: 'READY',
        createdAt: creationTime,
        updatedAt: creationTime,
        roleArn: gateway.roleArn,
        protocolType: 'MCP',
        protocolConfiguration: { mcp: { supportedVersions: [...gateway.supportedVersions] } },
        authorizerType: gateway.authorizer.type,
        ...(gateway.authorizer.type === 'CUSTOM_JWT' && {
          authorizerConfiguration: { customJWTAuthorizer: describedJwt(gateway.authorizer) },
        }),
        ...(gateway.exceptionLevel && { exceptionLevel: gateway.exceptionLevel }),
      };
    },
  },
);

const describedJwt = (jwt: JwtConfiguration) => ({
  discoveryUrl: jwt.discoveryUrl,
  ...(jwt.allowedAudience && { allowedAudience: [...jwt.allowedAudience] }),
  ...(jwt.allowedClients && { allowedClients: [...jwt.allowedClients] }),
  ...(jwt.allowedScopes && { allowedScopes: [...jwt.allowedScopes] }),
});
