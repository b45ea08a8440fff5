import {
  DescribeStacksCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import type { AwsClients } from './aws-clients.ts';

/** A stack as CloudFormation describes it. */
export type DeployedStack = {
  readonly stackName: string;
  /** The template after its transforms. */
  readonly template: string;
  /** Values of the template's parameters, without those that CloudFormation masks because of `NoEcho`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Ids that AWS gave to the resources, by logical id. */
  readonly physicalIds: ReadonlyMap<string, string>;
  /** Values of the outputs, by name. */
  readonly outputs: ReadonlyMap<string, string>;
  /** Values of the outputs, by the name under which other stacks import them. */
  readonly exports: ReadonlyMap<string, string>;
};

type Reading = {
  readonly cloudFormation: AwsClients['cloudFormation'];
  readonly signal: AbortSignal;
};

/** Reads a stack's template, resources and outputs. Rejects with the error of CloudFormation. */
export const readDeployedStack = async (
  stackName: string,
  reading: Reading,
): Promise<DeployedStack> => {
  const { cloudFormation, signal } = reading;
  const abort = { abortSignal: signal };
  const request = { StackName: stackName };
  const [{ Stacks = [] }, { TemplateBody = '' }, resources] = await Promise.all([
    cloudFormation.send(new DescribeStacksCommand(request), abort),
    cloudFormation.send(new GetTemplateCommand({ ...request, TemplateStage: 'Processed' }), abort),
    resourcesOf(stackName, reading),
  ]);
  const [{ Outputs = [], Parameters = [] } = {}] = Stacks;
  return {
    stackName,
    template: TemplateBody,
    parameters: Object.fromEntries(
      Parameters.map(
        (one) => [one.ParameterKey, one.ResolvedValue ?? one.ParameterValue ?? ''] as const,
      ).filter(([, value]) => !/^\*+$/.test(value)),
    ),
    physicalIds: mapOf(resources, (one) => [one.LogicalResourceId, one.PhysicalResourceId]),
    outputs: mapOf(Outputs, (one) => [one.OutputKey, one.OutputValue]),
    exports: mapOf(Outputs, (one) => [one.ExportName, one.OutputValue]),
  };
};

/** A stack has at most 500 resources, and a page has 100. */
const maxPages = 6;

/** `DescribeStackResources` returns only the first 100 resources of a stack. */
const resourcesOf = async (
  stackName: string,
  { cloudFormation, signal }: Reading,
): Promise<readonly StackResourceSummary[]> => {
  const found: StackResourceSummary[] = [];
  let token: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const command = new ListStackResourcesCommand({ StackName: stackName, NextToken: token });
    const answer = await cloudFormation.send(command, { abortSignal: signal });
    found.push(...(answer.StackResourceSummaries ?? []));
    token = answer.NextToken;
    if (token === undefined) break;
  }
  return found;
};

const mapOf = <Item>(
  items: readonly Item[],
  pairOf: (item: Item) => readonly [string | undefined, string | undefined],
): ReadonlyMap<string, string> =>
  new Map(
    items.flatMap((item) => {
      const [key, value] = pairOf(item);
      return key && value ? [[key, value] as const] : [];
    }),
  );
