import {
  BedrockAgentRuntimeClient,
  InvokeAgentCommand,
  type ResponseStream,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { correlationIdAttribute } from '@hopwise/contracts/correlation-id';
import type { Agent, AgentEvent, AgentTurn } from './agent.ts';
import { type AgentConnectionOptions, createAgentConnection } from './agent-connection.ts';
import {
  returnControlUnsupported,
  streamIncomplete,
  toRequestFailure,
  toStreamFailure,
} from './agent-errors.ts';
import { eventStreamSerdeProvider } from './event-stream/event-stream-marshaller.ts';
import { createTraceReader } from './trace-reader.ts';

export type BedrockClientOptions = AgentConnectionOptions & { readonly region: string };

/**
 * Creates a client with two deviations from the SDK's defaults:
 * - Our own HTTP/1.1 connections, because over HTTP/2 a stream that breaks off ends without an error, and because the
 *   SDK would send a turn on a connection that broke while Lambda froze the execution environment.
 * - One attempt, because a repeated turn runs its tools twice.
 */
export const createBedrockClient = ({
  region,
  ...connection
}: BedrockClientOptions): BedrockAgentRuntimeClient =>
  new BedrockAgentRuntimeClient({
    region,
    maxAttempts: 1,
    requestHandler: createAgentConnection(connection),
    eventStreamSerdeProvider,
  });

export type BedrockAgentOptions = {
  readonly client: BedrockAgentRuntimeClient;
  readonly agentId: string;
  readonly agentAliasId: string;
};

const createCommand = (turn: AgentTurn, options: BedrockAgentOptions): InvokeAgentCommand =>
  new InvokeAgentCommand({
    agentId: options.agentId,
    agentAliasId: options.agentAliasId,
    sessionId: turn.sessionId,
    inputText: turn.message,
    enableTrace: true,
    streamingConfigurations: { streamFinalResponse: true },
    sessionState: { sessionAttributes: { [correlationIdAttribute]: turn.correlationId } },
  });

/** A chunk can end inside a character, so one decoder reads the whole stream. */
const createEventReader = (): ((event: ResponseStream) => Iterable<AgentEvent>) => {
  const decoder = new TextDecoder();
  const traces = createTraceReader();
  return (event) => {
    if (event.returnControl !== undefined) throw returnControlUnsupported();
    if (event.chunk?.bytes !== undefined) {
      const delta = decoder.decode(event.chunk.bytes, { stream: true });
      return delta === '' ? [] : [{ type: 'text', delta }];
    }
    return traces.read(event.trace?.trace);
  };
};

async function* readCompletion(completion: AsyncIterable<ResponseStream>) {
  const read = createEventReader();
  try {
    for await (const event of completion) yield* read(event);
  } catch (error) {
    throw toStreamFailure(error);
  }
}

/** The agent of Amazon Bedrock Agents, called with InvokeAgent. */
export const createBedrockAgent = (options: BedrockAgentOptions): Agent => ({
  async *ask(turn, signal) {
    const call = new AbortController();
    const abortSignal = AbortSignal.any([signal, call.signal]);
    try {
      const { completion } = await options.client
        .send(createCommand(turn, options), { abortSignal })
        .catch((error: unknown) => {
          throw toRequestFailure(error);
        });
      yield { type: 'hop', hop: 3, credential: 'iam', effect: 'allow' };
      if (completion === undefined) throw streamIncomplete();
      yield* readCompletion(completion);
    } finally {
      // The end of the iteration does not close the SDK's connection.
      call.abort();
    }
  },
});
