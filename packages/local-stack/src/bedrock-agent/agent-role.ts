import type { AccessControl } from '../access/access-control.ts';
import type { DecisionRecord } from '../decisions/decision-record.ts';
import { AgentRuntimeError } from './agent-runtime-error.ts';
import type { DeployedAgent } from './deployed-agent.ts';
import type { ModelAccess } from './model-access.ts';

export type AgentRoleUse = {
  readonly access: AccessControl;
  readonly accountId: string;
  readonly agent: DeployedAgent;
  readonly decisions: Pick<DecisionRecord, 'add'> | undefined;
  readonly modelAccess: Pick<ModelAccess, 'isGiven'>;
  /** Correlation id of the turn. */
  readonly turn: string | undefined;
  /** Whether the model is invoked with a response stream, which is a separate action. */
  readonly streaming: boolean;
};

/**
 * Hop 4: Bedrock assumes the agent's role, the role must allow invoking the agent's model, and the account must have access to
 * the model. Throws `AccessDeniedException`. For an inference profile, this checks the profile, and the model in each Region that
 * the profile can route to. AWS denies only the calls that it routes to a Region without the grant. https://docs.aws.amazon.com/bedrock/latest/userguide/agents-permission.html
 * https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html
 */
export const assumeAgentRole = (use: AgentRoleUse): void => {
  const { access, accountId, agent, turn, streaming } = use;
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
  recordUnknownRegions(action, use);
  checkModelAccess(action, use);
};

/** What every decision about a call of the agent's model has that the record does not get from `access`. */
const modelCall = (action: string, { agent, turn }: AgentRoleUse) =>
  ({
    hop: 4,
    correlationId: turn ?? null,
    credential: 'iam',
    principal: agent.roleArn,
    action,
    resource: agent.modelArns[0],
    ms: 0,
  }) as const;

/** AWS can deny the call in a Region that no source names, so the record says what the local stack has not checked. */
const recordUnknownRegions = (action: string, use: AgentRoleUse): void => {
  const { agent, decisions } = use;
  if (agent.regionsUnknown === undefined) return;
  decisions?.add({
    ...modelCall(action, use),
    effect: 'allow',
    by: `not decided for other Regions: ${agent.regionsUnknown}`,
  });
};

/**
 * Public reports show this text of InvokeAgent for a missing grant and for a missing agreement, so only the control plane tells
 * them apart. Nobody measured it for Hopwise. https://github.com/awslabs/amazon-bedrock-agent-samples/issues/161 has the text.
 * InvokeModel itself has other texts: https://repost.aws/knowledge-center/bedrock-invokemodel-api-error
 */
const accessDenied =
  'Access denied when calling Bedrock. Check your request permissions and retry the request.';

/** No policy gives this access, so it is no decision of `access`. */
const checkModelAccess = (action: string, use: AgentRoleUse): void => {
  const { agent, decisions, modelAccess } = use;
  if (modelAccess.isGiven()) return;
  decisions?.add({
    ...modelCall(action, use),
    effect: 'deny',
    by: `the account has no access to the model ${agent.modelId}: its agreement is missing`,
    code: 'AGENT_MODEL_ACCESS_MISSING',
  });
  throw new AgentRuntimeError('AccessDeniedException', accessDenied);
};
