import type { HopNumber } from '@hopwise/contracts/hops';
import type { HopEvent } from '../agent/agent.ts';

export type HopTracker = {
  /** Whether the event says something new about its hop. */
  isNews(event: HopEvent): boolean;
  /** The lowest hop that was denied. */
  firstDenied(): HopNumber | undefined;
};

/** A turn tells each hop once; only a denial may follow on what was allowed before, and then stands. */
export const createHopTracker = (): HopTracker => {
  const effects = new Map<number, HopEvent['effect']>();
  return {
    isNews({ hop, effect }) {
      const known = effects.get(hop);
      if (known === 'deny' || known === effect) return false;
      effects.set(hop, effect);
      return true;
    },
    firstDenied() {
      const hops = [1, 2, 3, 4, 5, 6, 7] as const;
      return hops.find((hop) => effects.get(hop) === 'deny');
    },
  };
};
