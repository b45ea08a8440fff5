import type { SimulateCustomPolicyRequest } from '@aws-sdk/client-iam';
import type { DecideRequest } from '@hopwise/iam/decide';
import type { NamedPolicy } from '@hopwise/iam/policy-document';
import { readContextEntries, type SimulatedContext } from './context-entries.ts';
import { invalidInput } from './invalid-input.ts';
import {
  readBoundary,
  readIdentityPolicies,
  readResourcePolicy,
  type SimulatedPolicy,
} from './simulated-policy.ts';

/** The caller's policies, and what else decides a simulated call. */
export type Simulation = {
  readonly caller: DecideRequest['principal'] & { type: 'AWS' };
  readonly context: SimulatedContext;
  readonly identityPolicies: readonly SimulatedPolicy[];
  readonly permissionsBoundary: NamedPolicy | undefined;
  readonly resourcePolicy: SimulatedPolicy | undefined;
  /** The account of resources without an account in their ARN. */
  readonly ownerAccountId: string;
};

/** Whose policies a simulation has, in addition to those of the request. */
export type SimulatedSource = {
  /** ARN of the caller, unless the request has one. Empty if nobody calls. */
  readonly arn: string;
  readonly accountId: string;
  readonly identityPolicies: readonly SimulatedPolicy[];
  readonly permissionsBoundary: NamedPolicy | undefined;
};

type Asked = Partial<SimulateCustomPolicyRequest>;

/** Reads the members that both operations of the simulator have. Throws `InvalidInput`. */
export const readSimulation = (asked: Asked, source: SimulatedSource): Simulation => {
  const caller = callerOf(asked.CallerArn ?? source.arn, source);
  const resourcePolicy = readResourcePolicy(asked.ResourcePolicy);
  if (resourcePolicy !== undefined && caller.arn === '') {
    throw invalidInput('Invalid caller - Caller cannot be null or empty.');
  }
  return {
    caller,
    resourcePolicy,
    context: readContextEntries(asked.ContextEntries),
    identityPolicies: [
      ...source.identityPolicies,
      ...readIdentityPolicies(asked.PolicyInputList, 'PolicyInputList'),
    ],
    permissionsBoundary:
      readBoundary(asked.PermissionsBoundaryPolicyInputList) ?? source.permissionsBoundary,
    ownerAccountId: ownerOf(asked.ResourceOwner) ?? caller.accountId,
  };
};

/** The simulator refuses sessions and services. */
const callerOf = (arn: string, { accountId }: SimulatedSource): Simulation['caller'] => {
  if (arn === '') return { type: 'AWS', arn, accountId };
  const [, account] = /^arn:[\w-]+:iam::(\d{12}):(?:user|group|role)\/\S+$/.exec(arn) ?? [];
  if (account !== undefined) return { type: 'AWS', arn, accountId: account };
  throw invalidInput(
    `Invalid caller - Caller must be an IAM user, role or group in this context: ${arn}`,
  );
};

const ownerOf = (owner: string | undefined): string | undefined => {
  if (owner === undefined) return undefined;
  const [, account] = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(owner) ?? [];
  if (account !== undefined) return account;
  throw invalidInput(`'${owner}' is not a valid as a Resource Owner.`);
};
