import type { ChainLink, LinkKind } from '@hopwise/chain/chain-link';
import { needRows } from '@hopwise/chain/need-rows';
import { forPeople, hasStandIn } from '@hopwise/chain/stand-ins';
import type { HopNumber } from '@hopwise/contracts/hops';
import type { StackFact } from '../../catalogue/fact.ts';
import { type LiveCheck, NothingToCheckError, nothing } from '../stack/live-check.ts';
import type { LiveContext } from '../stack/live-context.ts';
import type { LiveTopology } from '../stack/live-topology.ts';
import { nameOfRole, roleAllows } from '../stack/policies.ts';

/** Links whose grants other checks decide. */
const otherChecks: readonly LinkKind[] = [
  'function → agent',
  'agent → model',
  'agent → inference profile',
  'agent → models of profile',
  'function → secret',
  'gateway → function',
];

type Checked = {
  readonly name: string;
  /** Whether the stacks have the callers of the hop. */
  readonly isIn: (topology: LiveTopology) => boolean;
};

/** Checks every other grant that the links of a hop need, in the roles of the deployed callers. */
export const grantsOfHop = (hop: HopNumber, { name, isIn }: Checked): LiveCheck => ({
  name,
  hop,
  run: async (context) => {
    if (!isIn(context.stack.topology)) throw new NothingToCheckError();
    return otherGrants(hop, context);
  },
});

const otherGrants = async (hop: HopNumber, context: LiveContext): Promise<readonly StackFact[]> => {
  const { links } = context.stack.topology.chain;
  const asked = links.filter((link) => link.hop === hop && !otherChecks.includes(link.kind));
  return (await Promise.all(asked.map((link) => missingFor(link, context)))).flat();
};

const missingFor = async (link: ChainLink, context: LiveContext): Promise<readonly StackFact[]> => {
  const needed = needRows.filter(
    ({ kind, principal }) => kind === link.kind && 'roleProperty' in principal,
  );
  if (needed.length === 0) return nothing;
  const resource = link.to;
  if (hasStandIn(resource)) {
    throw new Error(`${forPeople(resource)} is not known: no given stack shows it`);
  }
  const roleArn = await roleOf(link, context);
  const missing: string[] = [];
  const { texts } = context.stack.topology.chain;
  for (const { actions, context: keys = {} } of needed) {
    const values = Object.fromEntries(
      Object.entries(keys).map(([key, value]) => [key, texts.located(value)]),
    );
    for (const action of actions) {
      const isAllowed = await roleAllows(context, { roleArn, action, resource, values });
      if (!isAllowed) missing.push(action);
    }
  }
  if (missing.length === 0) return nothing;
  return [
    {
      code: 'GRANT_MISSING',
      where: roleArn,
      role: nameOfRole(roleArn),
      caller: link.from.logicalId,
      because: link.because,
      actions: missing.join(' and '),
      resources: resource,
    },
  ];
};

/** The role that the deployed caller has now. */
const roleOf = async ({ from }: ChainLink, { read, stack }: LiveContext): Promise<string> => {
  const { texts } = stack.topology.chain;
  const own = (attribute: string) => texts.attribute(from.logicalId, attribute);
  if (from.type === 'AWS::Bedrock::Agent') {
    return (await read.agent(own('AgentId'))).agentResourceRoleArn ?? '';
  }
  if (from.type === 'AWS::BedrockAgentCore::Gateway') {
    return (await read.gateway(own('GatewayIdentifier'))).roleArn ?? '';
  }
  return (await read.functionOf(own('Arn'))).Role ?? '';
};
