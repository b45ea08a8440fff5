import { ageBucket, ageBuckets } from '../tool-data/age.ts';
import type {
  AccountFinding,
  FindingList,
  FindingSummary,
  ServiceStatuses,
} from '../tool-data/tool-results.ts';
import { viewOf } from '../tool-data/tool-results.ts';

/** Overview of the account. A part is absent until the agent has answered its question. */
export type Posture = {
  readonly statuses?: ServiceStatuses;
  readonly summary?: FindingSummary;
  readonly list?: FindingList;
};

/** The page asks the agent these questions in order, because it has no other access to the services. */
export const postureQuestions: readonly string[] = [
  'Check the security status of every service',
  'Summarize the findings by severity and service',
  'List 50 findings',
];

/** Adds a tool's result to the posture. A later result of the same kind replaces the earlier one. */
export const withResult = (posture: Posture, result: unknown): Posture => {
  const view = viewOf(result);
  switch (view?.kind) {
    case 'statuses':
      return { ...posture, statuses: view.statuses };
    case 'summary':
      return { ...posture, summary: view.summary };
    case 'findings':
      return { ...posture, list: view.list };
    case 'resources':
    case 'priorities':
    case 'grants':
    case 'explanation':
    case undefined:
      return posture;
  }
};

/** Counts the findings in each age bucket, from new to old. */
export const findingsByAge = (findings: readonly AccountFinding[], nowMs: number) =>
  ageBuckets.map((age) => ({
    x: age,
    y: findings.filter(({ updatedAt }) => ageBucket(updatedAt, nowMs) === age).length,
  }));
