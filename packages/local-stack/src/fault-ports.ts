import { modelAccess } from './bedrock-agent/model-access.ts';
import { cognitoAdmin } from './cognito/user-pools-state.ts';
import type { FaultPorts } from './faults/fault-switch.ts';
import type { Relays } from './http/relay.ts';
import { secretsAdmin } from './secrets-manager/secrets-admin.ts';
import { securityAccount } from './security-services/security-account.ts';
import type { ServedStack } from './serve-stack.ts';

type FaultClocks = Pick<FaultPorts, 'issuerClock' | 'clock'> & { readonly relays: Relays };

/** Faults change the client and the secret that the stack's environment names. */
export const faultPortsOf = (
  { ports, environment }: ServedStack,
  { relays, issuerClock, clock }: FaultClocks,
): FaultPorts => {
  const { CLIENT_ID: clientId = '', SECRET_ID: secretId = '' } = environment();
  return {
    relays,
    secrets: ports.use(secretsAdmin),
    cognito: ports.use(cognitoAdmin),
    securityServices: ports.use(securityAccount),
    modelAccess: ports.use(modelAccess),
    issuerClock,
    clock,
    machineClient: { clientId, secretId },
  };
};
