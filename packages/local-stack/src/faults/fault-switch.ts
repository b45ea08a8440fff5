import type { Clock } from '@hopwise/auth/clock';
import type { Fault } from '@hopwise/contracts/faults';
import type { ModelAccess } from '../bedrock-agent/model-access.ts';
import type { CognitoAdmin } from '../cognito/create-cognito.ts';
import type { RelayedHost, Relays } from '../http/relay.ts';
import type { SecretsAdmin } from '../secrets-manager/secrets-admin.ts';
import type { SecurityAccount } from '../security-services/security-account.ts';
import type { TemplateChange } from './change-template.ts';

/** Restores the state from before the fault. */
export type Undo = () => void;

/** The parts of a running stack that a fault can change: its services and the connections between them. */
export type FaultPorts = {
  readonly relays: Pick<Relays, 'put'>;
  readonly secrets: Pick<SecretsAdmin, 'delete' | 'putCurrent'>;
  readonly cognito: Pick<
    CognitoAdmin,
    'addClientSecret' | 'deleteClientSecret' | 'listClientSecrets'
  >;
  readonly securityServices: Pick<SecurityAccount, 'disable'>;
  readonly modelAccess: Pick<ModelAccess, 'withdraw'>;
  /** Shifts the issuer's clock relative to every other clock of the stack. */
  readonly issuerClock: { aheadMs: number };
  readonly clock: Clock;
  /** The machine client of hop 6, and the secret that holds its credentials. */
  readonly machineClient: { readonly clientId: string; readonly secretId: string };
};

/** A fault and the way to cause it. Services contain no code for faults. */
export type FaultSwitch = Fault & {
  /** Changes what is deployed. */
  readonly template?: TemplateChange;
  /** Changes the state of a service, or puts a relay on a connection. */
  readonly begin?: (ports: FaultPorts) => Undo;
  /** Only an execution environment that already has a token shows this fault, so switching it ends none. */
  readonly keepsEnvironments?: true;
};

/** Begins a fault that puts a relay in front of each of these hosts. */
export const relayAt =
  (...hosts: readonly RelayedHost[]) =>
  (relay: () => Parameters<Relays['put']>[1]) =>
  ({ relays }: FaultPorts): Undo => {
    const undos = hosts.map((host) => relays.put(host, relay()));
    return () => {
      for (const undo of undos) undo();
    };
  };
