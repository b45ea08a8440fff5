import { DescribeUserPoolClientCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { existing, failureOf } from '../stack/aws-failure.ts';
import { type LiveCheck, nothing } from '../stack/live-check.ts';
import type { LiveStack } from '../stack/live-stack.ts';
import { denialBySecret, isUnavailableSecret, nameOfRole, roleAllows } from '../stack/policies.ts';
import { onEach } from './on-each.ts';
import { noClient, scopesIn } from './token-settings.ts';

const action = 'secretsmanager:GetSecretValue';

/** The functions that call a gateway with the credentials in a secret. */
const secretReaders = ({ topology }: LiveStack) =>
  topology.gatewayClients.flatMap(({ functionArn, secretArn }) =>
    secretArn === undefined ? [] : [{ functionArn, secretArn }],
  );

/** Checks whether the callers of a gateway can read the secret with their client credentials. */
export const secretPermission: LiveCheck = {
  name: `whether the role of the gateway's caller can call ${action} on the client's secret`,
  hop: 6,
  run: (context) =>
    onEach(secretReaders(context.stack), async ({ functionArn, secretArn }) => {
      const { Role: roleArn = '' } = await context.read.functionOf(functionArn);
      const denied = {
        code: 'SECRET_ACCESS_DENIED',
        where: secretArn,
        role: nameOfRole(roleArn),
      } as const;
      if (!(await roleAllows(context, { roleArn, action, resource: secretArn }))) return [denied];
      const by = await denialBySecret(context, { roleArn, action, secretArn });
      return by === undefined ? nothing : [{ ...denied, by }];
    }),
};

/** Checks whether the secrets exist and are not marked for deletion. */
export const clientSecret: LiveCheck = {
  name: "whether the client's secret exists",
  hop: 6,
  run: ({ clients, signal, stack }) =>
    onEach(new Set(secretReaders(stack).map(({ secretArn }) => secretArn)), async (where) => {
      try {
        const command = new DescribeSecretCommand({ SecretId: where });
        const { DeletedDate } = await clients.secretsManager.send(command, { abortSignal: signal });
        if (DeletedDate === undefined) return nothing;
        const problem = `it has been marked for deletion since ${DeletedDate.toISOString()}`;
        return [{ code: 'SECRET_NOT_FOUND', where, problem }];
      } catch (error) {
        if (!isUnavailableSecret(error)) throw error;
        return [{ code: 'SECRET_NOT_FOUND', where, problem: failureOf(error).name }];
      }
    }),
};

/** Checks whether the machine clients can get a token with the scope of their function. */
export const machineClient: LiveCheck = {
  name: 'flows and scopes of the machine client',
  hop: 6,
  run: ({ clients, read, signal, stack }) =>
    onEach(stack.topology.gatewayClients, async ({ appClient, functionArn, variables }) => {
      if (appClient === undefined) throw new Error(noClient);
      const { clientId } = appClient;
      const command = new DescribeUserPoolClientCommand({
        UserPoolId: appClient.userPoolId,
        ClientId: clientId,
      });
      const answer = clients.cognito.send(command, { abortSignal: signal });
      const { UserPoolClient } = await existing('app client', clientId, answer);
      const where = `app client ${clientId}`;
      const flows = UserPoolClient?.AllowedOAuthFlows ?? [];
      if (!flows.includes('client_credentials')) {
        const allowed = flows.join(', ') || 'none';
        return [{ code: 'CLIENT_FLOW_MISSING', where, clientId, flows: allowed }];
      }
      const granted = UserPoolClient?.AllowedOAuthScopes ?? [];
      const { Environment } = await read.functionOf(functionArn);
      return scopesIn(Environment?.Variables, variables)
        .filter((scope) => !granted.includes(scope))
        .map((scope) => ({
          code: 'SCOPE_NOT_GRANTED',
          where,
          clientId,
          scope,
          granted: granted.join(' ') || 'none',
        }));
    }),
};
