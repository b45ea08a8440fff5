import { chatMethod } from './checks/hop-1-api.ts';
import { apiPermission, healthProbe, webApiRoleTrust } from './checks/hop-2-web-api.ts';
import { agentConfiguration, agentPermission, agentProbe } from './checks/hop-3-agent.ts';
import { agentRoleTrust, modelPermission } from './checks/hop-4-agent-role.ts';
import { proxyPermission, proxyRoleTrust } from './checks/hop-5-proxy.ts';
import { gatewayAuthorizer } from './checks/hop-6-authorizer.ts';
import { gatewayProbe } from './checks/hop-6-gateway.ts';
import { clientSecret, machineClient, secretPermission } from './checks/hop-6-secret.ts';
import { tokenClaims } from './checks/hop-6-token.ts';
import { securityServices } from './checks/hop-7-services.ts';
import {
  gatewayRoleTrust,
  gatewayTarget,
  toolProbe,
  toolsPermission,
  toolsRoleTrust,
} from './checks/hop-7-target.ts';
import { wholeTurn } from './checks/whole-turn.ts';
import type { LiveCheck } from './live-check.ts';

/** Every check, in the order in which a question travels. */
export const liveChecks: readonly LiveCheck[] = [
  chatMethod,
  ...[apiPermission, webApiRoleTrust, healthProbe],
  ...[agentPermission, agentConfiguration, agentProbe],
  ...[agentRoleTrust, modelPermission],
  ...[proxyPermission, proxyRoleTrust],
  ...[secretPermission, clientSecret, machineClient, gatewayAuthorizer, tokenClaims, gatewayProbe],
  ...[gatewayTarget, gatewayRoleTrust, toolsPermission, toolsRoleTrust],
  ...[securityServices, toolProbe],
  wholeTurn,
];
