import { AwsError } from '../aws-endpoint/aws-error.ts';
import { port } from '../aws-service/ports.ts';
import type { DeployedAgent } from './deployed-agent.ts';
import type { AgentModel } from './model/agent-model.ts';
import type { ModelAccess } from './model-access.ts';

/** The agents' model, an option of the stack. */
export const agentModel = port<AgentModel | undefined>('agent model');

/** The state of the control plane of Bedrock agents. */
export type AgentsState = {
  /** The currently deployed agents. */
  readonly agents: () => readonly DeployedAgent[];
  readonly modelAccess: Pick<ModelAccess, 'isGiven'>;
};

/** Finds an agent by id. Throws `ResourceNotFoundException`. */
export const agentOf = (asked: string | undefined, { agents }: AgentsState): DeployedAgent => {
  const agent = agents().find(({ agentId }) => agentId === asked);
  if (agent) return agent;
  throw notFound(`Could not find agent ${asked ?? ''}.`);
};

export const notFound = (message: string): AwsError =>
  new AwsError('ResourceNotFoundException', message, { status: 404 });
