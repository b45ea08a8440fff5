import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { AgentRuntimeError, exceptionStatus } from './agent-runtime-error.ts';
import { type AgentTurn, type FinalStep, runTurn, type TurnOutput } from './agent-turn.ts';
import { chunkFrame, exceptionFrame, traceFrame } from './event-frames.ts';
import type { InvokeAgentRequest } from './invoke-agent-request.ts';
import { failureTrace, finalTrace, type Trace } from './traces.ts';

/** Size of the chunks of a streamed answer, in bytes. A character may be split over two, as on AWS. */
const streamedChunkBytes = 50;
/** Largest chunk that InvokeAgent documents. */
const maxChunkBytes = 1_000_000;

export type AnswerStreamOptions = {
  readonly request: InvokeAgentRequest;
  readonly turn: AgentTurn;
  /** Hop 4; runs when the stream has begun, so its denial is an exception inside the stream. */
  readonly assumeRole: () => void;
};

/** The body of InvokeAgent's response: event-stream frames of one turn. */
export async function* answerStream(options: AnswerStreamOptions): AsyncGenerator<Uint8Array> {
  const { request, turn, assumeRole } = options;
  const trace = tracer(options);
  try {
    assumeRole();
    // A call that only ends its session asks nothing.
    if (request.inputText === '') return;
    for await (const output of runTurn(turn)) yield* framesOf(output, request, trace);
  } catch (error) {
    if (turn.signal.aborted) return;
    const failure = agentErrorOf(error);
    yield* trace(
      failureTrace(randomUUID(), {
        failureCode: exceptionStatus[failure.code],
        failureReason: failure.message,
      }),
    );
    yield exceptionFrame(failure);
  }
}

type Tracer = (trace: Trace) => readonly Uint8Array[];

const tracer = ({ request, turn }: AnswerStreamOptions): Tracer => {
  if (!request.enableTrace) return () => [];
  const { agent, alias, clock, sessionId } = turn;
  return (trace) => [
    traceFrame({
      agentId: agent.agentId,
      agentAliasId: alias.aliasId,
      agentVersion: alias.agentVersion,
      sessionId,
      eventTime: now(clock),
      callerChain: [{ agentAliasArn: alias.aliasArn }],
      trace,
    }),
  ];
};

const now = (clock: Clock): string => new Date(clock.now()).toISOString();

function* framesOf(
  output: TurnOutput,
  { streamFinalResponse }: InvokeAgentRequest,
  trace: Tracer,
): Generator<Uint8Array> {
  if (output.kind === 'trace') {
    yield* trace(output.trace);
    return;
  }
  const final = finalTrace(output.traceId, output.step);
  if (!streamFinalResponse) yield* trace(final);
  yield* chunksOf(output.step, streamFinalResponse ? streamedChunkBytes : maxChunkBytes);
  if (streamFinalResponse) yield* trace(final);
}

function* chunksOf({ text }: FinalStep, sizeBytes: number): Generator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += sizeBytes) {
    yield chunkFrame(bytes.subarray(start, start + sizeBytes));
  }
}

const agentErrorOf = (error: unknown): AgentRuntimeError =>
  error instanceof AgentRuntimeError
    ? error
    : new AgentRuntimeError('InternalServerException', 'The agent failed.', {
        reason: 'An unexpected fault of the local stack.',
        cause: error,
      });
