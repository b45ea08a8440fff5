import type { AccessControl } from '../access/access-control.ts';
import { AgentRuntimeError } from './agent-runtime-error.ts';
import type { DeployedAgent } from './deployed-agent.ts';

export type AgentRoleUse = {
  readonly access: AccessControl;
  readonly accountId: string;
  readonly agent: DeployedAgent;
  /** Correlation id of the turn. */
  readonly turn: string | undefined;
  /** Whether the model is invoked with a response stream, which is a separate action. */
  readonly streaming: boolean;
};

/**
 * Hop 4: Bedrock assumes the agent's role, and the role must allow invoking the agent's model. Throws
 * `AccessDeniedException`. For an inference profile, this checks the profile, and the model in each Region that
 * the profile can route to. AWS denies only the calls that it routes to a Region without the grant. https://docs.aws.amazon.com/bedrock/latest/userguide/agents-permission.html
 * https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html
 */
export const assumeAgentRole = ({ access, accountId, agent, turn, streaming }: AgentRoleUse) => {
  const session = access.assumeRole({
    service: 'bedrock.amazonaws.com',
    roleArn: agent.roleArn,
    sourceArn: agent.agentArn,
    sourceAccount: accountId,
    sessionName: `BedrockAgents-${agent.agentId}`,
    currentTurn: () => turn,
    hop: 4,
    isInternal: true,
  });
  if ('effect' in session) {
    throw new AgentRuntimeError(
      'AccessDeniedException',
      `Bedrock cannot assume the role ${agent.roleArn} of agent ${agent.agentId}. Check the role's trust policy and retry the request.`,
    );
  }
  const action = streaming ? 'bedrock:InvokeModelWithResponseStream' : 'bedrock:InvokeModel';
  const [modelOrProfile] = agent.modelArns;
  for (const resource of agent.modelArns) {
    const behindProfile = resource !== modelOrProfile;
    const { effect } = access.authorize({
      caller: { kind: 'session', session },
      action,
      resource,
      ...(behindProfile && { context: { 'bedrock:InferenceProfileArn': modelOrProfile } }),
      hop: 4,
    });
    if (effect === 'allow') continue;
    throw new AgentRuntimeError(
      'AccessDeniedException',
      `Access denied when calling Bedrock: the role ${agent.roleArn} does not allow ${action} on ${resource}. Check your request permissions and retry the request.`,
    );
  }
};
