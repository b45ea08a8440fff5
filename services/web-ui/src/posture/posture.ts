import { ageBucket, ageBuckets } from '../tool-data/age.ts';
import type {
  AccountFinding,
  FindingList,
  FindingSummary,
  ServiceStatuses,
} from '../tool-data/tool-results.ts';
import { viewOf } from '../tool-data/tool-results.ts';

/** The account at a glance; what the agent has not told yet is absent. */
export type Posture = {
  readonly statuses?: ServiceStatuses;
  readonly summary?: FindingSummary;
  readonly list?: FindingList;
};

/** What the page asks the agent, one after the other: there is no second way to the services. */
export const postureQuestions: readonly string[] = [
  'Check the security status of every service',
  'Summarize the findings by severity and service',
  'List 50 findings',
];

/** The posture with one more tool's result; of two results of a kind the later one stands. */
export const withResult = (posture: Posture, result: unknown): Posture => {
  const view = viewOf(result);
  switch (view?.kind) {
    case 'statuses':
      return { ...posture, statuses: view.statuses };
    case 'summary':
      return { ...posture, summary: view.summary };
    case 'findings':
      return { ...posture, list: view.list };
    case undefined:
      return posture;
  }
};

/** How many findings are how old, in order of age. */
export const findingsByAge = (findings: readonly AccountFinding[], nowMs: number) =>
  ageBuckets.map((age) => ({
    x: age,
    y: findings.filter(({ updatedAt }) => ageBucket(updatedAt, nowMs) === age).length,
  }));
