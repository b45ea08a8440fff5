import type { Clock } from '@hopwise/auth/clock';
import type { Decision } from '@hopwise/contracts/decision';

/** Limit of stored decisions. The oldest are dropped first. */
const maxDecisions = 10_000;

export type NewDecision = Omit<Decision, 'at'>;

export type DecisionRecord = {
  add(decision: NewDecision): void;
  /** The decisions of one turn, oldest first. */
  ofTurn(correlationId: string): readonly Decision[];
  all(): readonly Decision[];
};

export const createDecisionRecord = (clock: Clock): DecisionRecord => {
  const decisions: Decision[] = [];
  return {
    add(decision) {
      decisions.push({ ...decision, at: new Date(clock.now()).toISOString() });
      if (decisions.length > maxDecisions) decisions.shift();
    },
    ofTurn: (correlationId) => decisions.filter((one) => one.correlationId === correlationId),
    all: () => [...decisions],
  };
};
