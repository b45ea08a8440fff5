import { type LiveCheck, nothing } from '../stack/live-check.ts';
import { callGateway } from './mcp-call.ts';
import { onEach } from './on-each.ts';

/** Checks whether the gateways accept a valid token. */
export const gatewayProbe: LiveCheck = {
  name: 'tools/list at the gateway',
  hop: 6,
  probe: true,
  run: (context) =>
    onEach(context.stack.topology.gatewayClients, async (client) => {
      const outcome = await callGateway(context, { client, method: 'tools/list', params: {} });
      return 'fact' in outcome ? [outcome.fact] : nothing;
    }),
};
