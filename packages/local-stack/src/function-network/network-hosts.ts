import type { CredentialKind, HopNumber } from '@hopwise/contracts/hops';
import type { HostName } from '../aws-service/service-context.ts';
import type { DeployedStack } from '../deployment/deploy-stack.ts';

/** A host that a function can be cut off from. */
export type NetworkHost = {
  /** Origin on loopback. Undefined for hosts on the internet, which the local stack does not serve. */
  readonly origin: string | undefined;
  /** The service whose interface endpoint reaches the host. */
  readonly service: string | undefined;
  readonly hop: HopNumber | null;
  readonly credential: CredentialKind;
  /** Name of the host on AWS. */
  readonly resource: string;
};

type Call = Omit<NetworkHost, 'origin' | 'resource'>;

/**
 * The domain of a user pool has no interface endpoint, and neither has a pool with a domain.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/vpc-interface-endpoints.html
 */
const calls: Readonly<Record<HostName, Call>> = {
  userPoolDomain: { service: undefined, hop: 6, credential: 'oauth' },
  issuer: { service: undefined, hop: 6, credential: 'none' },
  gateway: { service: 'bedrock-agentcore.gateway', hop: 6, credential: 'oauth' },
  restApi: { service: undefined, hop: null, credential: 'none' },
};

const internet: NetworkHost = {
  origin: undefined,
  service: undefined,
  hop: null,
  credential: 'none',
  resource: 'the internet',
};

/** The hosts that functions call without an AWS signature, each on its own port. */
export const networkHosts = (
  { addresses }: Pick<DeployedStack, 'addresses'>,
  origins: Readonly<Record<HostName, string>>,
): readonly NetworkHost[] => [
  ...hostNames.map((name) => ({
    ...calls[name],
    origin: origins[name],
    resource: addresses.hostsOf(name).join(', ') || name,
  })),
  internet,
];

const hostNames: readonly HostName[] = ['userPoolDomain', 'issuer', 'gateway', 'restApi'];
