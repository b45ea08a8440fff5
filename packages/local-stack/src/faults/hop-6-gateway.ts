import { withJwtAuthorizer } from './change-template.ts';
import { type FaultSwitch, relayAt } from './fault-switch.ts';
import { invalidToken, rateLimited, throttled, unavailable } from './gateway-answers.ts';
import {
  answering,
  closingReusedConnections,
  hanging,
  type RelayAnswer,
  requestsTo,
} from './relays.ts';

const mcpPath = '/mcp';

/** The gateway answers every call with this response. */
const answeredWith = (answer: RelayAnswer) =>
  relayAt('gateway')(() =>
    requestsTo(
      mcpPath,
      answering(() => answer),
    ),
  );

/** The AgentCore Gateway and the connection to it. */
export const hop6Gateway: readonly FaultSwitch[] = [
  {
    name: 'wrong-client',
    hop: 6,
    seen: 'The gateway allows only the web client: 401 for the proxy.',
    outcome: 'breaks',
    template: withJwtAuthorizer('SecurityGateway', { AllowedClients: [{ Ref: 'WebClient' }] }),
  },
  {
    name: 'allowed-audience',
    hop: 6,
    seen: 'The gateway requires an audience, which a Cognito machine token never has: 401.',
    outcome: 'breaks',
    template: withJwtAuthorizer('SecurityGateway', { AllowedAudience: ['hopwise'] }),
  },
  {
    name: 'gateway-401',
    hop: 6,
    seen: 'The gateway refuses every token: 401 before and after the proxy renews it.',
    outcome: 'breaks',
    begin: answeredWith(invalidToken),
  },
  {
    name: 'gateway-hung',
    hop: 6,
    seen: 'The gateway accepts the call and never answers.',
    outcome: 'breaks',
    begin: relayAt('gateway')(() => requestsTo(mcpPath, hanging())),
  },
  {
    name: 'gateway-429',
    hop: 6,
    seen: 'The gateway throttles the call: 429.',
    outcome: 'breaks',
    begin: answeredWith(throttled),
  },
  {
    name: 'gateway-5xx',
    hop: 6,
    seen: 'The gateway fails: 503.',
    outcome: 'breaks',
    begin: answeredWith(unavailable),
  },
  {
    name: 'gateway-rate-limit',
    hop: 6,
    seen: "The gateway's rate limit is exceeded: JSON-RPC error -32003.",
    outcome: 'breaks',
    begin: relayAt('gateway')(() => requestsTo(mcpPath, answering(rateLimited))),
  },
  {
    name: 'idle-socket-dropped',
    hop: 6,
    seen: 'The kept-alive connection to the gateway is closed; the proxy connects again and continues.',
    outcome: 'survived',
    keepsEnvironments: true,
    begin: relayAt('gateway')(() => requestsTo(mcpPath, closingReusedConnections())),
  },
];
