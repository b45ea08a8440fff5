import type { HopNumber } from '@hopwise/contracts/hops';
import type { HopEvent } from '../agent/agent.ts';

export type HopTracker = {
  /** Whether the event changes the known state of its hop. */
  isNews(event: HopEvent): boolean;
  /** The lowest hop that was denied or failed. */
  firstBroken(): HopNumber | undefined;
};

/** A turn reports each hop once. A hop that was allowed can still break, and then stays broken. */
export const createHopTracker = (): HopTracker => {
  const effects = new Map<number, HopEvent['effect']>();
  const isBroken = (hop: number): boolean => (effects.get(hop) ?? 'allow') !== 'allow';
  return {
    isNews({ hop, effect }) {
      if (effects.get(hop) === effect || isBroken(hop)) return false;
      effects.set(hop, effect);
      return true;
    },
    firstBroken() {
      const hops = [1, 2, 3, 4, 5, 6, 7] as const;
      return hops.find(isBroken);
    },
  };
};
