import { toolTitle } from '../tool-data/tool-title.ts';
import type { Turn } from './turn.ts';

/**
 * Text for screen readers: first that the agent works, then the complete answer. Announcing each piece of the
 * stream would interrupt the one before.
 */
export const turnAnnouncement = ({ state, steps, answer, failure }: Turn): string => {
  const step = steps.at(-1);
  switch (state) {
    case 'running':
      return step?.outcome === 'started'
        ? `The agent is running ${toolTitle(step.tool)}.`
        : 'The agent is working on an answer.';
    case 'done':
      return `Answer: ${answer}`;
    case 'stopped':
      return 'The answer was stopped.';
    case 'failed':
      return `The answer is incomplete: ${failure?.message ?? 'unknown failure'}`;
  }
};
