import type { ChatEvent } from '@hopwise/contracts/chat-events';
import { effectOfCode } from '@hopwise/contracts/codes/denial-codes';
import type { AgentEvent, AgentTurn, StepEvent } from '../agent/agent.ts';
import { streamIncomplete } from '../agent/agent-errors.ts';
import type { WebApiError } from '../errors.ts';
import type { SseWriter } from '../http/sse-writer.ts';
import { createHopTracker } from './hop-tracker.ts';

/** The answer to one turn, which the client receives as a stream. */
export type Answer = {
  add(event: AgentEvent): Promise<void>;
  /** Ends the answer as complete. Throws `AGENT_STREAM_INCOMPLETE` if the agent did not finish it. */
  finish(): void;
  /** Ends all open steps, then the answer, as failed. */
  fail(error: WebApiError): void;
};

const endedSummary = 'The turn ended before this step finished.';

export const createAnswer = (sse: SseWriter, turn: AgentTurn): Answer => {
  const { correlationId, sessionId } = turn;
  const hops = createHopTracker();
  const openSteps = new Map<string, StepEvent>();
  let isFinal = false;
  let hasText = false;

  const trackStep = (step: StepEvent): void => {
    if (step.outcome === 'started') {
      openSteps.set(step.stepId, step);
    } else {
      openSteps.delete(step.stepId);
    }
  };

  const broken = ({ code, hop }: WebApiError): ChatEvent[] => {
    if (hop === undefined) return [];
    const event = {
      type: 'hop',
      hop,
      credential: 'iam',
      effect: effectOfCode(code),
      code,
    } as const;
    return hops.isNews(event) ? [event] : [];
  };

  /** An `AGENT_DEPENDENCY_FAILED` without a hop concerns the lowest hop that is broken. */
  const blamedHop = ({ code, hop }: WebApiError) =>
    hop ?? (code === 'AGENT_DEPENDENCY_FAILED' ? hops.firstBroken() : undefined);

  return {
    async add(event) {
      if (event.type === 'final') {
        isFinal = true;
        return;
      }
      if (event.type === 'hop' && !hops.isNews(event)) return;
      if (event.type === 'step') trackStep(event);
      hasText ||= event.type === 'text';
      await sse.send(event);
    },
    finish() {
      if (!isFinal || !hasText) throw streamIncomplete();
      sse.end([{ type: 'done', sessionId, correlationId }]);
    },
    fail(error) {
      const closed = [...openSteps.values()].map(
        (step): ChatEvent => ({ ...step, outcome: 'failed', summary: endedSummary }),
      );
      const hop = blamedHop(error);
      sse.end([
        ...closed,
        ...broken(error),
        {
          type: 'error',
          code: error.code,
          message: error.message,
          ...(hop !== undefined && { hop }),
          correlationId,
        },
      ]);
    },
  };
};
