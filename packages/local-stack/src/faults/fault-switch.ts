import type { Fault } from '@hopwise/contracts/faults';
import type { Clock } from '../clock.ts';
import type { CognitoAdmin } from '../cognito/create-cognito.ts';
import type { RelayedHost, Relays } from '../http/relay.ts';
import type { SecretsAdmin } from '../secrets-manager/create-secrets-manager.ts';
import type { SwitchableSecurityServices } from '../security-services/switchable-security-services.ts';
import type { TemplateChange } from './change-template.ts';

/** Puts things as they were. */
export type Undo = () => void;

/** Where a fault can take hold of a running stack: its services and the wires between them. */
export type FaultPorts = {
  readonly relays: Pick<Relays, 'put'>;
  readonly secrets: SecretsAdmin;
  readonly cognito: Pick<
    CognitoAdmin,
    'addClientSecret' | 'deleteClientSecret' | 'listClientSecrets'
  >;
  readonly securityServices: Pick<SwitchableSecurityServices, 'disable'>;
  /** Shifts the clock of the issuer against that of everything else. */
  readonly issuerClock: { aheadMs: number };
  readonly clock: Clock;
  /** The machine client of hop 6, and the secret that holds its credentials. */
  readonly machineClient: { readonly clientId: string; readonly secretId: string };
};

/** A fault and how it is brought about, never in a service's code. */
export type FaultSwitch = Fault & {
  /** Changes what is deployed. */
  readonly template?: TemplateChange;
  /** Puts a service or a wire into the state of the fault. */
  readonly begin?: (ports: FaultPorts) => Undo;
  /** A fault that only an environment with a token can feel: flipping it ends none. */
  readonly keepsEnvironments?: true;
};

/** Puts a relay before hosts. */
export const onWires =
  (...hosts: readonly RelayedHost[]) =>
  (relay: () => Parameters<Relays['put']>[1]) =>
  ({ relays }: FaultPorts): Undo => {
    const undos = hosts.map((host) => relays.put(host, relay()));
    return () => {
      for (const undo of undos) undo();
    };
  };
