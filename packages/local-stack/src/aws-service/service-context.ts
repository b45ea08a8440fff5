import type { RequestListener } from 'node:http';
import type { Clock } from '@hopwise/auth/clock';
import type { AccessControl } from '../access/access-control.ts';
import type { Account } from '../account.ts';
import type { DecisionRecord } from '../decisions/decision-record.ts';
import type { TurnTraces } from '../decisions/turn-traces.ts';
import type { DeployedStack } from '../deployment/deploy-stack.ts';
import type { Ports } from './ports.ts';

/** Hosts of deployed resources on AWS. */
export type HostName = 'restApi' | 'issuer' | 'userPoolDomain' | 'gateway';

/** The parts of a stack that a service uses. */
export type ServiceContext = {
  readonly account: Account;
  readonly clock: Clock;
  readonly stackName: string;
  readonly access: AccessControl;
  readonly decisions: DecisionRecord;
  readonly traces: TurnTraces;
  /** Values that other services provide, and options of the stack. */
  readonly ports: Ports;
  /** Origin of the shared AWS endpoint. */
  readonly awsOrigin: string;
  /** Serves a host. A later listener replaces the previous one. */
  readonly attach: (host: HostName, listener: RequestListener) => void;
  /** Origin of a host on loopback. */
  readonly originOf: (host: HostName) => string;
  /** The currently deployed stack. */
  readonly stack: () => DeployedStack;
};
