import {
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { AwsClients } from './aws-clients.ts';
import { failureOf } from './aws-failure.ts';
import type { LiveTarget } from './live-target.ts';

/** The doctor cannot read the stack, so it cannot check any hop. */
export class StackUnreachableError extends Error {
  override readonly name = 'StackUnreachableError';
}

/** Names and ids of the stack's parts. */
export type LiveStack = {
  /** The principal that runs the doctor. */
  readonly principalArn: string;
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  /** Value of an output. Throws if the stack does not have it. */
  output(name: string): string;
  /** Physical id of a resource. Throws if the stack does not have the logical id. */
  idOf(logicalId: string): string;
  arn(service: string, resource: string): string;
};

type Reading = {
  readonly clients: Pick<AwsClients, 'sts' | 'cloudFormation'>;
  readonly target: LiveTarget;
  readonly signal: AbortSignal;
};

/** Reads the identity of the doctor and the parts of the stack. Throws `StackUnreachableError`. */
export const readLiveStack = async (reading: Reading): Promise<LiveStack> => {
  const { region, stackName } = reading.target;
  const abort = { abortSignal: reading.signal };
  const { sts, cloudFormation } = reading.clients;
  const caller = await orThrowUnreachable(
    `The doctor could not read its own identity in ${region}`,
    sts.send(new GetCallerIdentityCommand({}), abort),
  );
  const principalArn = caller.Arn ?? '';
  const failed = `${principalArn} could not read the stack ${stackName} in ${region}`;
  const request = { StackName: stackName };
  const [stacks, resources] = await Promise.all([
    orThrowUnreachable(failed, cloudFormation.send(new DescribeStacksCommand(request), abort)),
    orThrowUnreachable(
      failed,
      cloudFormation.send(new DescribeStackResourcesCommand(request), abort),
    ),
  ]);
  const ids = (resources.StackResources ?? []).map(
    ({ LogicalResourceId, PhysicalResourceId }) => [LogicalResourceId, PhysicalResourceId] as const,
  );
  const outputs = (stacks.Stacks?.[0]?.Outputs ?? []).map(
    ({ OutputKey, OutputValue }) => [OutputKey, OutputValue] as const,
  );
  const { partition, accountId } = accountOf(principalArn);
  return {
    principalArn,
    partition,
    region,
    accountId,
    output: valueFinder(new Map(outputs), 'output', stackName),
    idOf: valueFinder(new Map(ids), 'resource', stackName),
    arn: (service, resource) => `arn:${partition}:${service}:${region}:${accountId}:${resource}`,
  };
};

const accountOf = (arn: string) => {
  const [, partition = 'aws', , , accountId = ''] = arn.split(':');
  return { partition, accountId };
};

const valueFinder =
  (known: ReadonlyMap<string | undefined, string | undefined>, kind: string, stackName: string) =>
  (name: string): string => {
    const value = known.get(name);
    if (value !== undefined && value !== '') return value;
    throw new Error(`the stack ${stackName} has no ${kind} ${name}`);
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
