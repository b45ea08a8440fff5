import { toolTitle } from '../tool-data/tool-title.ts';
import type { Turn } from './turn.ts';

/**
 * What a screen reader is told of a turn: that something goes on, then the whole answer at once. Pieces of
 * a stream, read out as they come, would interrupt each other.
 */
export const turnAnnouncement = ({ state, steps, answer, failure }: Turn): string => {
  const step = steps.at(-1);
  switch (state) {
    case 'running':
      return step?.outcome === 'started'
        ? `The agent runs ${toolTitle(step.tool)}.`
        : 'The agent is working on an answer.';
    case 'done':
      return `Answer: ${answer}`;
    case 'stopped':
      return 'The answer was stopped.';
    case 'failed':
      return `No whole answer: ${failure?.message ?? 'something failed'}`;
  }
};
