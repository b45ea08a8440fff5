import type { AnswerEvent } from '@hopwise/chat-client/ask-chat';
import type { Step, Turn } from './turn.ts';

/** Returns the turn after one more event of its stream. */
export const applyEvent = (turn: Turn, event: AnswerEvent): Turn => {
  switch (event.type) {
    case 'turn':
      return { ...turn, correlationId: event.correlationId };
    case 'text':
      return { ...turn, answer: turn.answer + event.delta };
    case 'step': {
      const { type: _type, ...step } = event;
      return { ...turn, steps: withStep(turn.steps, step) };
    }
    case 'hop': {
      const { type: _type, ...hop } = event;
      const others = turn.hops.filter((known) => known.hop !== hop.hop);
      return { ...turn, hops: [...others, hop].toSorted((a, b) => a.hop - b.hop) };
    }
    case 'done':
      return { ...turn, correlationId: event.correlationId, state: 'done' };
  }
};

/** A step starts and ends with an event of the same id. */
const withStep = (steps: readonly Step[], step: Step): Step[] =>
  steps.some(({ stepId }) => stepId === step.stepId)
    ? steps.map((known) => (known.stepId === step.stepId ? { ...known, ...step } : known))
    : [...steps, step];
