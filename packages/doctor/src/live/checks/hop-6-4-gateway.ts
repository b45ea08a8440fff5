import { type LiveCheck, nothing } from '../stack/live-check.ts';
import { callGateway } from './mcp-call.ts';

/** Checks whether the gateway accepts a valid token. */
export const gatewayProbe: LiveCheck = {
  name: 'tools/list at the gateway',
  hop: 6,
  probe: true,
  async run(context) {
    const outcome = await callGateway(context, 'tools/list', {});
    return 'fact' in outcome ? [outcome.fact] : nothing;
  },
};
