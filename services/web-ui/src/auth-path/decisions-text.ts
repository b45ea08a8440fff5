import type { HopView } from './hop-views.ts';

/** For example `2 decisions in 0.8 ms`. */
export const decisionsText = ({ decisions, decidedInMs = 0 }: HopView): string => {
  const count = decisions.length === 1 ? '1 decision' : `${decisions.length} decisions`;
  return `${count} in ${decidedInMs < 0.1 ? 'under 0.1' : decidedInMs.toFixed(1)} ms`;
};
