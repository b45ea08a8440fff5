import { ListGatewayTargetsCommand } from '@aws-sdk/client-bedrock-agentcore-control';
import { type LiveCheck, nothing } from '../stack/live-check.ts';
import { nameOfRole, roleAllows, trustDecision } from '../stack/policies.ts';
import { executionRoleTrust } from './execution-role-trust.ts';
import { callGateway } from './mcp-call.ts';

const tools = 'SecurityToolsLambdaFunction';

/** Checks whether the gateway has a target. */
export const gatewayTarget: LiveCheck = {
  name: 'whether the gateway has a target',
  hop: 7,
  async run({ clients, signal, stack }) {
    const gatewayId = stack.idOf('SecurityGateway');
    const command = new ListGatewayTargetsCommand({ gatewayIdentifier: gatewayId });
    const { items = [] } = await clients.gatewayControl.send(command, { abortSignal: signal });
    if (items.length > 0) return nothing;
    return [{ code: 'GATEWAY_TARGET_MISSING', where: gatewayId, gatewayId }];
  },
};

/** Checks whether the gateway can assume its execution role. */
export const gatewayRoleTrust: LiveCheck = {
  name: 'whether the gateway can assume its role',
  hop: 7,
  async run(context) {
    const { roleArn: where = '', gatewayArn: sourceArn = '' } = await context.read.gateway();
    const caller = { service: 'bedrock-agentcore.amazonaws.com', sourceArn };
    const { effect, by } = await trustDecision(context, where, caller);
    const role = nameOfRole(where);
    return effect === 'allow' ? nothing : [{ code: 'GATEWAY_ROLE_UNTRUSTED', where, role, by }];
  },
};

const action = 'lambda:InvokeFunction';

/** Checks whether the gateway's role can invoke the tools. */
export const toolsPermission: LiveCheck = {
  name: `whether the gateway's role grants ${action} on the tools`,
  hop: 7,
  async run(context) {
    const { roleArn = '' } = await context.read.gateway();
    const functionName = context.stack.idOf(tools);
    const resource = context.stack.arn('lambda', `function:${functionName}`);
    if (await roleAllows(context, { roleArn, action, resource })) return nothing;
    return [
      { code: 'TARGET_NOT_GRANTED', where: resource, role: nameOfRole(roleArn), functionName },
    ];
  },
};

export const toolsRoleTrust = executionRoleTrust({
  hop: 7,
  title: 'security-tools',
  logicalId: tools,
});

/** Calls the tool that reads the state of every security service. */
export const toolProbe: LiveCheck = {
  name: 'tools/call of check_security_services',
  hop: 7,
  probe: true,
  // The function of the tools can run for 25 seconds.
  timeoutMs: 30_000,
  async run(context) {
    const { gatewayUrl } = await context.read.tokenProbe();
    const outcome = await callGateway(context, 'tools/call', {
      name: 'security___check_security_services',
      arguments: {},
    });
    if ('fact' in outcome) return [outcome.fact];
    return outcome.result?.isError
      ? [{ code: 'GATEWAY_TARGET_FAILED', where: gatewayUrl, message: 'an isError result' }]
      : nothing;
  },
};
