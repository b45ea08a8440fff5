import type { Clock } from '@hopwise/auth/clock';
import type { Decision } from '@hopwise/contracts/decision';
import { createSpanRecord, type SpanRecord } from './span-record.ts';

/** Limit of stored decisions. The oldest are dropped first. */
export const maxDecisions = 10_000;

export type NewDecision = Omit<Decision, 'at'>;

/** The decisions about credentials, and the times of the calls that they belong to. */
export type DecisionRecord = SpanRecord & {
  add(decision: NewDecision): void;
  /** The decisions of one turn, oldest first. */
  ofTurn(correlationId: string): readonly Decision[];
  all(): readonly Decision[];
};

export const createDecisionRecord = (clock: Clock): DecisionRecord => {
  const decisions: Decision[] = [];
  return {
    ...createSpanRecord(clock),
    add(decision) {
      decisions.push({ ...decision, at: new Date(clock.now()).toISOString() });
      if (decisions.length > maxDecisions) decisions.shift();
    },
    ofTurn: (correlationId) => decisions.filter((one) => one.correlationId === correlationId),
    all: () => [...decisions],
  };
};
