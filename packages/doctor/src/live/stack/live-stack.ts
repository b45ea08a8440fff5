import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { AwsClients } from './aws-clients.ts';
import { failureOf } from './aws-failure.ts';
import { deployedChain } from './deployed-chain.ts';
import type { LiveTarget } from './live-target.ts';
import { type LiveTopology, liveTopology } from './live-topology.ts';
import { type DeployedStack, readDeployedStack } from './read-deployed-stack.ts';

/** The doctor cannot read the stack, so it cannot check any hop. */
export class StackUnreachableError extends Error {
  override readonly name = 'StackUnreachableError';
}

/** Where a stack is, and who calls whom in it. */
export type LiveStack = {
  /** The principal that runs the doctor. */
  readonly principalArn: string;
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly stacks: readonly DeployedStack[];
  readonly topology: LiveTopology;
  arn(service: string, resource: string): string;
};

type Reading = {
  readonly clients: Pick<AwsClients, 'sts' | 'cloudFormation'>;
  readonly target: LiveTarget;
  readonly signal: AbortSignal;
};

/** Reads the identity of the doctor and the parts of the stacks. Throws `StackUnreachableError`. */
export const readLiveStack = async ({ clients, target, signal }: Reading): Promise<LiveStack> => {
  const { region, stackNames } = target;
  const caller = await orThrowUnreachable(
    `The doctor could not read its own identity in ${region}`,
    clients.sts.send(new GetCallerIdentityCommand({}), { abortSignal: signal }),
  );
  const principalArn = caller.Arn ?? '';
  const stacks = await Promise.all(
    stackNames.map((stackName) =>
      orThrowUnreachable(
        `${principalArn} could not read the stack ${stackName} in ${region}`,
        readDeployedStack(stackName, { cloudFormation: clients.cloudFormation, signal }),
      ),
    ),
  );
  const { partition, accountId } = accountOf(principalArn);
  return {
    principalArn,
    partition,
    region,
    accountId,
    stacks,
    topology: liveTopology(await deployedChain(stacks, { region, accountId })),
    arn: (service, resource) => `arn:${partition}:${service}:${region}:${accountId}:${resource}`,
  };
};

const accountOf = (arn: string) => {
  const [, partition = 'aws', , , accountId = ''] = arn.split(':');
  return { partition, accountId };
};

const orThrowUnreachable = async <Answer>(
  failed: string,
  answer: Promise<Answer>,
): Promise<Answer> => {
  try {
    return await answer;
  } catch (cause) {
    const { name, message } = failureOf(cause);
    throw new StackUnreachableError(`${failed}: ${name}: ${message}`, { cause });
  }
};
