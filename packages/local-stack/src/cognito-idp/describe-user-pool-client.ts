import {
  DescribeUserPoolClient$,
  type DescribeUserPoolClientRequest,
  type DescribeUserPoolClientResponse,
} from '@aws-sdk/client-cognito-identity-provider';
import { defineOperation } from '../aws-endpoint/schema-operation.ts';
import type {
  DeployedUserPool,
  DeployedUserPoolClient,
} from '../cognito/pool/deployed-user-pool.ts';

/** Without the client's secret, unlike AWS: whoever needs it reads Secrets Manager. */
export const describeUserPoolClient = (
  find: (target: DescribeUserPoolClientRequest) => {
    readonly pool: DeployedUserPool;
    readonly client: DeployedUserPoolClient;
  },
) =>
  defineOperation<DescribeUserPoolClientRequest, DescribeUserPoolClientResponse>(
    DescribeUserPoolClient$,
    (target) => {
      const { pool, client } = find(target);
      return {
        UserPoolClient: {
          UserPoolId: pool.id,
          ClientId: client.clientId,
          ClientName: client.name,
          AllowedOAuthFlowsUserPoolClient: true,
          AllowedOAuthFlows: [...client.allowedFlows],
          AllowedOAuthScopes: [...client.allowedScopes],
          EnableTokenRevocation: client.isTokenRevocationEnabled,
        },
      };
    },
  );
