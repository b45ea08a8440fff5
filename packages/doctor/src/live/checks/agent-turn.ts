import { randomUUID } from 'node:crypto';
import { InvokeAgentCommand } from '@aws-sdk/client-bedrock-agent-runtime';
import { correlationIdAttribute } from '@hopwise/contracts/correlation-id';
import type { StackFact } from '../../catalogue/fact.ts';
import { failureOf, isDenied, isMaintenanceMode, isUnsigned } from '../stack/aws-failure.ts';
import type { LiveContext } from '../stack/live-context.ts';
import { agentAlias } from './agent-alias.ts';

/** A turn takes 10 to 60 seconds on AWS. */
export const turnTimeoutMs = 90_000;

export type AgentQuestion = {
  readonly inputText: string;
  /** By which the stack's records know the turn. */
  readonly correlationId: string;
};

/**
 * Asks the agent one question and reads its whole answer. What is refused before the stream is hop 3's; inside
 * the stream it is the agent's role or what the agent called. Rejects where whoever asks may not ask the agent.
 */
export const askAgent = async (
  { clients, stack, signal }: LiveContext,
  { inputText, correlationId }: AgentQuestion,
): Promise<StackFact | undefined> => {
  const { agentId, agentAliasId, aliasArn } = agentAlias(stack);
  const sessionId = randomUUID();
  const command = new InvokeAgentCommand({
    agentId,
    agentAliasId,
    sessionId,
    inputText,
    // A stream of many frames shows better whether something cuts it.
    enableTrace: true,
    sessionState: { sessionAttributes: { [correlationIdAttribute]: correlationId } },
  });
  try {
    const { completion = [] } = await clients.agentRuntime.send(command, { abortSignal: signal });
    let answered = false;
    for await (const { chunk } of completion) answered ||= chunk !== undefined;
    return answered ? undefined : incomplete(aliasArn, 'no answer in it');
  } catch (error) {
    if (isDeniedCaller(error)) throw error;
    return factOf(error, aliasArn);
  }
};

const incomplete = (where: string, problem: string): StackFact => ({
  code: 'AGENT_STREAM_INCOMPLETE',
  where,
  problem,
});

const factOf = (error: unknown, where: string): StackFact => {
  const failure = failureOf(error);
  const { name, message } = failure;
  if (isMaintenanceMode(failure)) return { code: 'AGENT_MAINTENANCE_MODE', where, message };
  if (isUnsigned(failure)) return { code: 'OAUTH_TOKEN_TO_AWS_SERVICE', where, awsError: name };
  const inStream = hopsOfExceptions[name];
  if (inStream !== undefined) {
    return { code: 'AGENT_REFUSED', hop: inStream, where, error: name, message };
  }
  return isServiceError(name)
    ? { code: 'AGENT_REFUSED', where, error: name, message }
    : incomplete(where, name);
};

/** Exceptions that the stream carries, and the hop that each is about. */
const hopsOfExceptions: Readonly<Record<string, 4 | 5>> = {
  AccessDeniedException: 4,
  accessDeniedException: 4,
  DependencyFailedException: 5,
  dependencyFailedException: 5,
};

/** Before the stream a denial is about whoever asks, and comes with a status of its own. */
const isDeniedCaller = (error: unknown): boolean => {
  const failure = failureOf(error);
  return failure.status === 403 && isDenied(failure) && !isMaintenanceMode(failure);
};

const isServiceError = (name: string): boolean => /Exception$/.test(name);
