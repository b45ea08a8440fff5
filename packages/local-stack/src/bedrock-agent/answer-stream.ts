import { randomUUID } from 'node:crypto';
import type { Clock } from '@hopwise/auth/clock';
import type { EndSpan } from '../decisions/span-record.ts';
import { AgentRuntimeError, exceptionStatus } from './agent-runtime-error.ts';
import { type AgentTurn, type FinalStep, runTurn, type TurnOutput } from './agent-turn.ts';
import { chunkFrame, exceptionFrame, traceFrame } from './event-frames.ts';
import type { InvokeAgentRequest } from './invoke-agent-request.ts';
import { failureTrace, finalTrace, type Trace } from './traces.ts';

/** Chunk size of a streamed answer in bytes. As on AWS, a chunk can end inside a character. */
const streamedChunkBytes = 50;
/** Maximum chunk size in InvokeAgent's documentation. */
const maxChunkBytes = 1_000_000;

export type AnswerStreamOptions = {
  readonly request: InvokeAgentRequest;
  readonly turn: AgentTurn;
  /** Hop 4. Runs after the stream has started, so a denial is an exception in the stream. */
  readonly assumeRole: () => void;
  readonly endSpan?: EndSpan | undefined;
};

/** The body of an InvokeAgent response: the event-stream frames of one turn. */
export async function* answerStream(options: AnswerStreamOptions): AsyncGenerator<Uint8Array> {
  const { request, turn, assumeRole } = options;
  const trace = tracer(options);
  try {
    assumeRole();
    // A request that only ends its session has no question.
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
    options.endSpan?.('failed');
    yield exceptionFrame(failure);
  } finally {
    options.endSpan?.(turn.signal.aborted ? 'abandoned' : 'answered');
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
        reason: 'An unexpected error in the local stack.',
        cause: error,
      });
