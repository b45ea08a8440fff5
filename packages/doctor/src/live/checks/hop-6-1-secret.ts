import { DescribeUserPoolClientCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { failureOf } from '../stack/aws-failure.ts';
import { type LiveCheck, nothing } from '../stack/live-check.ts';
import { denialBySecret, isUnavailableSecret, nameOfRole, roleAllows } from '../stack/policies.ts';

const proxy = 'BedrockGatewayProxyLambdaFunction';
const action = 'secretsmanager:GetSecretValue';

/** Checks whether the proxy's role can read the secret with the client credentials. */
export const secretPermission: LiveCheck = {
  name: `whether the proxy's role can call ${action} on the client's secret`,
  hop: 6,
  async run(context) {
    const { Role: roleArn = '' } = await context.read.functionOf(proxy);
    const resource = context.stack.idOf('GatewayClientSecret');
    const denied = {
      code: 'SECRET_ACCESS_DENIED',
      where: resource,
      role: nameOfRole(roleArn),
    } as const;
    if (!(await roleAllows(context, { roleArn, action, resource }))) return [denied];
    const by = await denialBySecret(context, { roleArn, action, secretArn: resource });
    return by === undefined ? nothing : [{ ...denied, by }];
  },
};

/** Checks whether the secret exists and is not marked for deletion. */
export const clientSecret: LiveCheck = {
  name: "whether the client's secret exists",
  hop: 6,
  async run({ clients, signal, stack }) {
    const where = stack.idOf('GatewayClientSecret');
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
  },
};

/** Checks whether the machine client can get a token with the scope of the proxy. */
export const machineClient: LiveCheck = {
  name: 'flows and scopes of the machine client',
  hop: 6,
  async run({ clients, read, signal, stack }) {
    const clientId = stack.idOf('MachineClient');
    const command = new DescribeUserPoolClientCommand({
      UserPoolId: stack.idOf('UserPool'),
      ClientId: clientId,
    });
    const { UserPoolClient } = await clients.cognito.send(command, { abortSignal: signal });
    const where = `app client ${clientId}`;
    const flows = UserPoolClient?.AllowedOAuthFlows ?? [];
    if (!flows.includes('client_credentials')) {
      return [{ code: 'CLIENT_FLOW_MISSING', where, clientId, flows: flows.join(', ') || 'none' }];
    }
    const granted = UserPoolClient?.AllowedOAuthScopes ?? [];
    const requested = (await read.functionOf(proxy)).Environment?.Variables?.SCOPE ?? '';
    return requested
      .split(' ')
      .filter((scope) => !granted.includes(scope))
      .map((scope) => ({
        code: 'SCOPE_NOT_GRANTED',
        where,
        clientId,
        scope,
        granted: granted.join(' ') || 'none',
      }));
  },
};
