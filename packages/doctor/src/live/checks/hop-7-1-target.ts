import { ListGatewayTargetsCommand } from '@aws-sdk/client-bedrock-agentcore-control';
import { functionNameOf } from '../stack/function-arn.ts';
import { type LiveCheck, nothing } from '../stack/live-check.ts';
import type { LiveTopology } from '../stack/live-topology.ts';
import { nameOfRole, roleAllows } from '../stack/policies.ts';
import { executionRoleTrust } from './execution-role-trust.ts';
import { securityTool } from './hop-7-2-services.ts';
import { callGateway } from './mcp-call.ts';
import { onEach } from './on-each.ts';
import { grantsOfHop } from './other-grants.ts';
import { untrustedRole } from './untrusted-role.ts';

/** Checks whether the gateways have a target. */
export const gatewayTarget: LiveCheck = {
  name: 'whether the gateway has a target',
  hop: 7,
  run: ({ clients, signal, stack }) =>
    onEach(stack.topology.gatewayIds, async (gatewayId) => {
      const command = new ListGatewayTargetsCommand({ gatewayIdentifier: gatewayId });
      const { items = [] } = await clients.gatewayControl.send(command, { abortSignal: signal });
      if (items.length > 0) return nothing;
      return [{ code: 'GATEWAY_TARGET_MISSING', where: gatewayId, gatewayId }];
    }),
};

/** Checks whether the targets' functions are in the Region of their gateway. A gateway invokes no others. */
export const targetRegion: LiveCheck = {
  name: "whether the targets' functions are in the Region of the gateway",
  hop: 7,
  run: ({ stack: { topology, region } }) =>
    onEach(topology.functionTargets, async ({ name: target, functionArn }) => {
      const place = functionArn.split(':')[3] ?? '';
      if (place === region || !functionArn.startsWith('arn:')) return nothing;
      const elsewhere = { where: functionArn, target, functionArn, place } as const;
      return [{ code: 'TARGET_ELSEWHERE', isDeployed: true, ...elsewhere }];
    }),
};

/** Checks whether the targets that the callers of the gateways name exist. */
export const targetName: LiveCheck = {
  name: 'whether the gateway has the target that its caller names',
  hop: 7,
  run: ({ clients, read, signal, stack }) =>
    onEach(stack.topology.gatewayClients, async ({ functionArn, gatewayId, variables }) => {
      const { Environment } = await read.functionOf(functionArn);
      const tool = Environment?.Variables?.[variables.targetName ?? ''];
      if (tool === undefined) return nothing;
      const command = new ListGatewayTargetsCommand({ gatewayIdentifier: gatewayId });
      const { items = [] } = await clients.gatewayControl.send(command, { abortSignal: signal });
      const names = items.map(({ name }) => name);
      if (names.includes(tool)) return nothing;
      const targets = names.join(', ') || 'none';
      return [{ code: 'TOOL_UNKNOWN', where: functionArn, tool: `target ${tool}`, targets }];
    }),
};

/** Checks whether the gateways can assume their execution roles. */
export const gatewayRoleTrust: LiveCheck = {
  name: 'whether the gateway can assume its role',
  hop: 7,
  run: (context) =>
    onEach(context.stack.topology.gatewayIds, async (gatewayId) => {
      const { roleArn = '', gatewayArn: sourceArn = '' } = await context.read.gateway(gatewayId);
      const caller = { service: 'bedrock-agentcore.amazonaws.com', sourceArn };
      const untrusted = await untrustedRole(context, roleArn, caller);
      return untrusted ? [{ code: 'GATEWAY_ROLE_UNTRUSTED', ...untrusted }] : nothing;
    }),
};

const action = 'lambda:InvokeFunction';

/** Checks whether the roles of the gateways can invoke the functions of the targets. */
export const targetPermission: LiveCheck = {
  name: `whether the gateway's role grants ${action} on the functions of its targets`,
  hop: 7,
  run: (context) =>
    onEach(context.stack.topology.functionTargets, async ({ gatewayId, functionArn: resource }) => {
      const { roleArn = '' } = await context.read.gateway(gatewayId);
      if (await roleAllows(context, { roleArn, action, resource })) return nothing;
      const functionName = functionNameOf(resource);
      return [
        { code: 'TARGET_NOT_GRANTED', where: resource, role: nameOfRole(roleArn), functionName },
      ];
    }),
};

/** Checks the grants for targets that are no functions: runtimes and credential providers. */
export const targetGrants = grantsOfHop(7, {
  name: "whether the gateway's role grants what its other targets require",
  isIn: ({ gatewayIds }) => gatewayIds.length > 0,
});

export const targetRoleTrust = executionRoleTrust({
  hop: 7,
  title: "the targets' functions",
  functions: ({ functionTargets }) => functionTargets.map(({ functionArn }) => functionArn),
});

/** Calls the tool that reads the state of every security service. */
export const toolProbe: LiveCheck = {
  name: `tools/call of ${securityTool}`,
  hop: 7,
  probe: true,
  // The function of the tools can run for 25 seconds.
  timeoutMs: 30_000,
  run: (context) =>
    onEach(securityTargets(context.stack.topology), async ({ client, target }) => {
      const name = `${target.name}___${securityTool}`;
      const params = { name, arguments: {} };
      const outcome = await callGateway(context, { client, method: 'tools/call', params });
      if ('fact' in outcome) return [outcome.fact];
      const { gatewayUrl: where } = await context.read.tokenProbe(client);
      return outcome.result?.isError
        ? [{ code: 'GATEWAY_TARGET_FAILED', where, message: 'an isError result' }]
        : nothing;
    }),
};

/** The targets with the tool, and a caller of their gateway. */
const securityTargets = ({ gatewayClients, functionTargets }: LiveTopology) =>
  functionTargets
    .filter(({ tools }) => tools.includes(securityTool))
    .flatMap((target) =>
      gatewayClients
        .filter(({ gatewayId }) => gatewayId === target.gatewayId)
        .slice(0, 1)
        .map((client) => ({ client, target })),
    );
