import { type Chain, deployedChain as chainOf } from '@hopwise/chain/chain';
import { asObject, isIntrinsic } from '@hopwise/template/json';
import { readTemplateWithLines } from '@hopwise/template/read-template-with-lines';
import { render, unknownText } from '@hopwise/template/render';
import { templateModel } from '@hopwise/template/template-model';
import type { DeployedStack } from './read-deployed-stack.ts';

type Place = { readonly region: string; readonly accountId: string };

/** An output, as the template writes it and with its value. */
export type StackOutput = { readonly text: string; readonly value: string };

export type DeployedChain = { readonly chain: Chain; readonly outputs: readonly StackOutput[] };

/**
 * The chain of one stack or of several. Stacks can use each other's exports. A resource that CloudFormation does not list
 * is not in the chain.
 *
 * @throws TemplateUnreadableError if a template cannot be read
 */
export const deployedChain = async (
  stacks: readonly DeployedStack[],
  place: Place,
): Promise<DeployedChain> => {
  const chains = await Promise.all(
    stacks.map(async (stack) => ({ stack, ...(await chainOfStack(stack, place)) })),
  );
  const outputs = chains.flatMap((one) => one.outputs);
  const [only] = chains;
  if (only && chains.length === 1) return { chain: only.chain, outputs };
  const exports = new Map(stacks.flatMap((stack) => [...stack.exports]));
  const resources = new Map<string, object>();
  const physicalIds = new Map<string, string>();
  for (const { stack, chain } of chains) {
    for (const { logicalId, type, properties } of chain.model.resources) {
      const name = resources.has(logicalId) ? `${stack.stackName}.${logicalId}` : logicalId;
      resources.set(name, { Type: type, Properties: asTexts(properties, { chain, exports }) });
      physicalIds.set(name, stack.physicalIds.get(logicalId) ?? '');
    }
  }
  const names = stacks.map(({ stackName }) => stackName).join(' and ');
  const model = templateModel({ Resources: Object.fromEntries(resources) }, names);
  return { chain: chainOf(model, { ...place, physicalIds }), outputs };
};

const chainOfStack = async (
  stack: DeployedStack,
  { region, accountId }: Place,
): Promise<DeployedChain> => {
  const { stackName, physicalIds, parameters } = stack;
  const { template } = await readTemplateWithLines(stack.template, stackName);
  const deployed = Object.entries(template.Resources).filter(([id]) => physicalIds.has(id));
  const model = templateModel({ ...template, Resources: Object.fromEntries(deployed) }, stackName, {
    parameters: {
      ...parameters,
      'AWS::AccountId': accountId,
      'AWS::Region': region,
      'AWS::StackName': stackName,
    },
  });
  const chain = chainOf(model, { region, accountId, physicalIds });
  return {
    chain,
    outputs: Object.entries(asObject(template.Outputs)).map(([name, output]) => ({
      text: chain.texts.of(asObject(output).Value),
      value: stack.outputs.get(name) ?? '',
    })),
  };
};

type Known = { readonly chain: Chain; readonly exports: ReadonlyMap<string, string> };

/** A property in which each reference is the text to which it refers, so that other stacks can be compared with it. */
const asTexts = (value: unknown, known: Known): unknown => {
  if (Array.isArray(value)) return value.map((one) => asTexts(one, known));
  if (typeof value !== 'object' || value === null) return value;
  const imported = asObject(value)['Fn::ImportValue'];
  if (imported !== undefined) {
    return known.exports.get(known.chain.texts.of(asTexts(imported, known))) ?? value;
  }
  const within = Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, asTexts(one, known)]),
  );
  return isIntrinsic(within) && render(within) !== unknownText
    ? known.chain.texts.of(within)
    : within;
};
