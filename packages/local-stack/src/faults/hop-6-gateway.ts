import { withJwtAuthorizer } from './change-template.ts';
import { type FaultSwitch, onWires } from './fault-switch.ts';
import { invalidToken, rateLimited, throttled, unavailable } from './gateway-answers.ts';
import { answering, hanging, hangingUpOnReuse, requestsTo } from './relays.ts';

const mcpPath = '/mcp';

/** The AgentCore Gateway and the wire to it. */
export const hop6Gateway: readonly FaultSwitch[] = [
  {
    name: 'wrong-client',
    hop: 6,
    seen: 'The gateway lets in the web client alone: 401 for the proxy.',
    outcome: 'breaks',
    template: withJwtAuthorizer('SecurityGateway', { AllowedClients: [{ Ref: 'WebClient' }] }),
  },
  {
    name: 'allowed-audience',
    hop: 6,
    seen: 'The gateway asks for an audience, which no machine token of Cognito has: 401.',
    outcome: 'breaks',
    template: withJwtAuthorizer('SecurityGateway', { AllowedAudience: ['hopwise'] }),
  },
  {
    name: 'gateway-401',
    hop: 6,
    seen: 'The gateway refuses every token: 401 before and after the renewal.',
    outcome: 'breaks',
    begin: onWires('gateway')(() =>
      requestsTo(
        mcpPath,
        answering(() => invalidToken),
      ),
    ),
  },
  {
    name: 'gateway-hung',
    hop: 6,
    seen: 'The gateway takes the call and never answers.',
    outcome: 'breaks',
    begin: onWires('gateway')(() => requestsTo(mcpPath, hanging())),
  },
  {
    name: 'gateway-429',
    hop: 6,
    seen: 'The gateway throttles: 429.',
    outcome: 'breaks',
    begin: onWires('gateway')(() =>
      requestsTo(
        mcpPath,
        answering(() => throttled),
      ),
    ),
  },
  {
    name: 'gateway-5xx',
    hop: 6,
    seen: 'The gateway fails: 503.',
    outcome: 'breaks',
    begin: onWires('gateway')(() =>
      requestsTo(
        mcpPath,
        answering(() => unavailable),
      ),
    ),
  },
  {
    name: 'gateway-rate-limit',
    hop: 6,
    seen: "The gateway's rate limit is reached: JSON-RPC error -32003.",
    outcome: 'breaks',
    begin: onWires('gateway')(() => requestsTo(mcpPath, answering(rateLimited))),
  },
  {
    name: 'idle-socket-dropped',
    hop: 6,
    seen: 'The kept-alive connection to the gateway is gone; the proxy connects anew and goes on.',
    outcome: 'survived',
    keepsEnvironments: true,
    begin: onWires('gateway')(() => requestsTo(mcpPath, hangingUpOnReuse())),
  },
];
