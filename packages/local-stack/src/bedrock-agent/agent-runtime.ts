import { randomUUID } from 'node:crypto';
import type { Clock } from '@hopwise/auth/clock';
import { correlationId, correlationIdAttribute } from '@hopwise/contracts/correlation-id';
import type { AccessControl } from '../access/access-control.ts';
import type { Account } from '../account.ts';
import type { AwsHandler, AwsRequest, AwsResponse } from '../aws-endpoint/aws-request.ts';
import type { DecisionRecord } from '../decisions/decision-record.ts';
import type { SpanRecord } from '../decisions/span-record.ts';
import type { LambdaInvoker } from '../lambda/function/lambda-invoker.ts';
import { agentTools } from './action-group/agent-tools.ts';
import { assumeAgentRole } from './agent-role.ts';
import { AgentRuntimeError, exceptionBody, exceptionStatus } from './agent-runtime-error.ts';
import { type AgentSessions, createAgentSessions } from './agent-sessions.ts';
import { answerStream } from './answer-stream.ts';
import type { DeployedAgent, DeployedAgentAlias } from './deployed-agent.ts';
import {
  type InvokeAgentRequest,
  isInvokeAgent,
  parseInvokeAgent,
} from './invoke-agent-request.ts';
import type { AgentModel } from './model/agent-model.ts';
import { createModelAccess, type ModelAccess } from './model-access.ts';
import { createPlanner } from './planner/planner.ts';

export type BedrockAgentRuntimeOptions = {
  readonly agents: readonly DeployedAgent[];
  readonly access: AccessControl;
  readonly lambda: LambdaInvoker;
  readonly clock: Clock;
  readonly account: Account;
  /** Receives the time of the agent's work (hop 4). */
  readonly spans?: Pick<SpanRecord, 'startSpan'>;
  /** Decisions of earlier hops. A caller of InvokeAgent cannot add its call to a turn of the API. */
  readonly decisions?: Pick<DecisionRecord, 'add' | 'ofTurn'>;
  /** Default: the account has access to every model. */
  readonly modelAccess?: Pick<ModelAccess, 'isGiven'>;
  /** The agents' model. Default: the deterministic planner. */
  readonly model?: AgentModel;
};

export type BedrockAgentRuntime = AwsHandler & {
  /** Replaces the agents after a stack update. Conversations continue. */
  update(agents: readonly DeployedAgent[]): void;
};

type Runtime = BedrockAgentRuntimeOptions & {
  readonly model: AgentModel;
  readonly modelAccess: Pick<ModelAccess, 'isGiven'>;
  readonly sessions: AgentSessions;
};

/** The alias id for an agent's working draft on AWS. */
const draftAliasId = 'TSTALIASID';

/**
 * The data plane of Bedrock agents. It supports InvokeAgent only, and refuses other requests signed for
 * `bedrock`. https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent-runtime_InvokeAgent.html
 */
export const createBedrockAgentRuntime = (
  options: BedrockAgentRuntimeOptions,
): BedrockAgentRuntime => {
  let runtime: Runtime = {
    ...options,
    model: options.model ?? createPlanner(),
    modelAccess: options.modelAccess ?? createModelAccess(),
    sessions: createAgentSessions(options.clock),
  };
  return {
    signingName: 'bedrock',
    async handle(request) {
      if (!isInvokeAgent(request)) return unknownOperation(request);
      try {
        return invokeAgent(request, runtime);
      } catch (error) {
        if (error instanceof AgentRuntimeError) return refusal(error);
        throw error;
      }
    },
    update(agents) {
      runtime = { ...runtime, agents };
    },
  };
};

const invokeAgent = (request: AwsRequest, runtime: Runtime): AwsResponse => {
  const invocation = parseInvokeAgent(request);
  authorize(request, invocation, runtime);
  const { agent, alias } = findAlias(invocation, runtime.agents);
  const session = openSession(invocation, agent, runtime.sessions);
  const { access, clock, decisions, lambda, model, modelAccess } = runtime;
  const { accountId } = runtime.account;
  const turn = request.session.currentTurn() ?? claimedTurn(invocation, runtime.decisions);
  const streaming = invocation.streamFinalResponse;
  const body = answerStream({
    request: invocation,
    endSpan: runtime.spans?.startSpan({ hop: 4, turn, operation: 'Agent turn' }),
    assumeRole: () =>
      assumeAgentRole({ access, accountId, agent, decisions, modelAccess, turn, streaming }),
    turn: {
      agent,
      alias,
      session,
      turn,
      accountId,
      clock,
      decisions,
      lambda,
      model,
      tools: agentTools(agent),
      inputText: invocation.inputText,
      sessionId: invocation.sessionId,
      promptSessionAttributes: invocation.promptSessionAttributes,
      signal: request.signal,
    },
  });
  return { status: 200, headers: streamHeaders(invocation.sessionId), body };
};

const streamHeaders = (sessionId: string): Readonly<Record<string, string>> => ({
  'content-type': 'application/vnd.amazon.eventstream',
  'x-amzn-requestid': randomUUID(),
  'x-amzn-bedrock-agent-content-type': 'application/json',
  'x-amz-bedrock-agent-session-id': sessionId,
});

/** Hop 3: the caller's role must allow InvokeAgent on the alias, whether or not the alias exists. */
const authorize = (
  { session }: AwsRequest,
  { agentId, aliasId }: InvokeAgentRequest,
  { access, account }: Runtime,
): void => {
  const { partition, region, accountId } = account;
  const action = 'bedrock:InvokeAgent';
  const resource = `arn:${partition}:bedrock:${region}:${accountId}:agent-alias/${agentId}/${aliasId}`;
  const caller = { kind: 'session', session } as const;
  const { effect, principal } = access.authorize({ caller, action, resource, hop: 3 });
  if (effect === 'deny') {
    throw new AgentRuntimeError(
      'AccessDeniedException',
      `User: ${principal} is not authorized to perform: ${action} on resource: ${resource}`,
    );
  }
};

const findAlias = (
  { agentId, aliasId }: InvokeAgentRequest,
  agents: readonly DeployedAgent[],
): { readonly agent: DeployedAgent; readonly alias: DeployedAgentAlias } => {
  const agent = agents.find((one) => one.agentId === agentId);
  if (agent === undefined) {
    throw new AgentRuntimeError(
      'ResourceNotFoundException',
      `The agent ${agentId} does not exist.`,
    );
  }
  const alias = agent.aliases.find((one) => one.aliasId === aliasId) ?? draftAlias(agent, aliasId);
  if (alias === undefined) {
    throw new AgentRuntimeError(
      'ResourceNotFoundException',
      `Agent ${agentId} has no alias ${aliasId}.`,
    );
  }
  if (!agent.prepared) {
    throw new AgentRuntimeError(
      'ValidationException',
      `Agent ${agentId} is in state NOT_PREPARED. Prepare the agent (AutoPrepare: true) and retry the request.`,
    );
  }
  return { agent, alias };
};

const draftAlias = (agent: DeployedAgent, aliasId: string): DeployedAgentAlias | undefined =>
  aliasId === draftAliasId
    ? {
        aliasId,
        aliasArn: `${agent.agentArn.replace(':agent/', ':agent-alias/')}/${aliasId}`,
        name: 'AgentTestAlias',
        agentVersion: 'DRAFT',
      }
    : undefined;

const openSession = (
  invocation: InvokeAgentRequest,
  agent: DeployedAgent,
  sessions: AgentSessions,
) => {
  const session = sessions.open(invocation, agent.idleSessionTtlMs);
  session.setAttributes(invocation.sessionAttributes);
  if (invocation.endSession) sessions.end(invocation);
  return session;
};

/**
 * The turn that a caller outside the stack's functions claims in the session attributes. It can name its own turn, as the doctor
 * does, and no turn that the API has.
 */
const claimedTurn = (
  { sessionAttributes }: InvokeAgentRequest,
  decisions: BedrockAgentRuntimeOptions['decisions'],
): string | undefined => {
  const claimed = correlationId.safeParse(sessionAttributes[correlationIdAttribute]).data;
  if (claimed === undefined) return undefined;
  const isOfApi = decisions?.ofTurn(claimed).some(({ hop }) => hop === 1 || hop === 2);
  return isOfApi ? undefined : claimed;
};

const unknownOperation = ({ method, path }: AwsRequest): AwsResponse =>
  errorResponse(404, 'UnknownOperationException', {
    message: `The local stack does not support ${method} ${path} of Bedrock; it supports InvokeAgent. \`hopwise start --model URL#NAME\` chooses the model of its agents.`,
  });

const refusal = (error: AgentRuntimeError): AwsResponse =>
  errorResponse(exceptionStatus[error.code], error.code, exceptionBody(error));

const errorResponse = (status: number, type: string, body: object): AwsResponse => ({
  status,
  headers: {
    'content-type': 'application/json',
    'x-amzn-errortype': type,
    'x-amzn-requestid': randomUUID(),
  },
  body: Buffer.from(JSON.stringify(body)),
});
