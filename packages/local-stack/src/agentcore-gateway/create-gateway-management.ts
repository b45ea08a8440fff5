import {
  GetGateway$,
  type GetGatewayRequest,
  type GetGatewayResponse,
  ListGatewayTargets$,
  type ListGatewayTargetsRequest,
  type ListGatewayTargetsResponse,
} from '@aws-sdk/client-bedrock-agentcore-control';
import type { AccessControl } from '../access/access-control.ts';
import type { Account } from '../account.ts';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { defineOperation } from '../aws-endpoint/schema-operation.ts';
import { createSchemaService, type SchemaService } from '../aws-endpoint/schema-service.ts';
import type { DeployedGateway, JwtConfiguration } from './deployed-gateway.ts';

type Options = {
  /** The gateways that are currently deployed. */
  readonly gateways: () => readonly DeployedGateway[];
  readonly access: Pick<AccessControl, 'authorize'>;
  readonly account: Account;
};

/** The read operations of AgentCore's control plane for gateways and targets. */
export const createGatewayManagement = ({ gateways, access, account }: Options): SchemaService => {
  const gatewayOf = (asked = ''): DeployedGateway => {
    const gateway = gateways().find(({ gatewayId }) => gatewayId === asked);
    if (gateway) return gateway;
    throw new AwsError('ResourceNotFoundException', `Gateway ${asked} does not exist.`, {
      status: 404,
    });
  };
  return createSchemaService({
    signingName: 'bedrock-agentcore',
    protocol: 'restJson1',
    validationCode: 'ValidationException',
    operations: [
      defineOperation<GetGatewayRequest, GetGatewayResponse>(GetGateway$, ({ gatewayIdentifier }) =>
        described(gatewayOf(gatewayIdentifier)),
      ),
      defineOperation<ListGatewayTargetsRequest, ListGatewayTargetsResponse>(
        ListGatewayTargets$,
        ({ gatewayIdentifier }) => ({
          items: gatewayOf(gatewayIdentifier).targets.map(({ targetId, name }) => ({
            targetId,
            name,
            status: 'READY',
            createdAt: timestamp,
            updatedAt: timestamp,
          })),
        }),
      ),
    ],
    access,
    account,
  });
};

const timestamp = new Date(0);

const described = (gateway: DeployedGateway): GetGatewayResponse => {
  return {
    gatewayArn: gateway.arn,
    gatewayId: gateway.gatewayId,
    gatewayUrl: gateway.url,
    name: gateway.name,
    status: 'READY',
    createdAt: timestamp,
    updatedAt: timestamp,
    roleArn: gateway.roleArn,
    protocolType: 'MCP',
    protocolConfiguration: { mcp: { supportedVersions: [...gateway.supportedVersions] } },
    authorizerType: gateway.authorizer.type,
    ...(gateway.authorizer.type === 'CUSTOM_JWT' && {
      authorizerConfiguration: { customJWTAuthorizer: describedJwt(gateway.authorizer) },
    }),
    ...(gateway.exceptionLevel && { exceptionLevel: gateway.exceptionLevel }),
  };
};

const describedJwt = (jwt: JwtConfiguration) => ({
  discoveryUrl: jwt.discoveryUrl,
  ...(jwt.allowedAudience && { allowedAudience: [...jwt.allowedAudience] }),
  ...(jwt.allowedClients && { allowedClients: [...jwt.allowedClients] }),
  ...(jwt.allowedScopes && { allowedScopes: [...jwt.allowedScopes] }),
});
