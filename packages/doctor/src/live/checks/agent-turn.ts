import { randomUUID } from 'node:crypto';
import { InvokeAgentCommand, type TracePart } from '@aws-sdk/client-bedrock-agent-runtime';
import { correlationIdAttribute } from '@hopwise/contracts/correlation-id';
import { readHopRefusal } from '@hopwise/contracts/hop-refusal';
import type { StackFact } from '../../catalogue/fact.ts';
import { failureOf, isDenied, isMaintenanceMode, isUnsigned } from '../stack/aws-failure.ts';
import type { LiveContext } from '../stack/live-context.ts';
import type { CalledAlias } from '../stack/live-topology.ts';

/** A turn takes 10 to 60 seconds on AWS. */
export const turnTimeoutMs = 90_000;

export type AgentQuestion = {
  readonly alias: CalledAlias;
  readonly inputText: string;
  /** Identifies the turn in the stack's decision record. */
  readonly correlationId: string;
};

/**
 * Asks the agent one question and reads its whole answer. A refusal before the stream concerns hop 3. A failure inside the
 * stream concerns the agent's role or the function that it called. Rejects if the doctor itself cannot invoke the agent.
 */
export const askAgent = async (
  { clients, signal }: LiveContext,
  { alias, inputText, correlationId }: AgentQuestion,
): Promise<StackFact | undefined> => {
  const { agentId, agentAliasId, aliasArn } = alias;
  const sessionId = randomUUID();
  const command = new InvokeAgentCommand({
    agentId,
    agentAliasId,
    sessionId,
    inputText,
    // Only the trace has the function's refusal. A stream with many frames also shows better that something cuts it.
    enableTrace: true,
    sessionState: { sessionAttributes: { [correlationIdAttribute]: correlationId } },
  });
  try {
    const { completion = [] } = await clients.agentRuntime.send(command, { abortSignal: signal });
    let answered = false;
    for await (const { chunk, trace } of completion) {
      const refusal = refusalIn(trace);
      if (refusal !== undefined) {
        return { code: 'TURN_FAILED', where: aliasArn, hop: refusal.hop, error: refusal.code };
      }
      answered ||= chunk !== undefined;
    }
    return answered ? undefined : incomplete(aliasArn, 'the stream contains no answer');
  } catch (error) {
    if (isDeniedCaller(error)) throw error;
    return factOf(error, aliasArn);
  }
};

/** A hop behind the agent failed. The agent would only paraphrase that in its answer. */
const refusalIn = (trace: TracePart | undefined) => {
  const observation = trace?.trace?.orchestrationTrace?.observation;
  return readHopRefusal(observation?.actionGroupInvocationOutput?.text ?? '');
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

/** Exceptions inside the stream, and the hop that each concerns. */
const hopsOfExceptions: Readonly<Record<string, 4 | 5>> = {
  AccessDeniedException: 4,
  accessDeniedException: 4,
  DependencyFailedException: 5,
  dependencyFailedException: 5,
};

/** A denial with status 403, before the stream, concerns the doctor itself. */
const isDeniedCaller = (error: unknown): boolean => {
  const failure = failureOf(error);
  return failure.status === 403 && isDenied(failure) && !isMaintenanceMode(failure);
};

const isServiceError = (name: string): boolean => /Exception$/.test(name);
