import type { Decision } from '@hopwise/contracts/decision';
import { brokenHop, hopViews, type ReportedHop } from '@hopwise/contracts/hop-views';
import type { CredentialKind } from '@hopwise/contracts/hops';
import type { TurnFailure } from '../api/turn-failure.ts';

export type FailureView = {
  /** Names the outcome, the hop and both its ends; absent if the failure names no hop. */
  readonly header: string | undefined;
  readonly credential: CredentialKind | undefined;
  readonly code: string;
};

export type RecordOfTurn = {
  readonly reports: readonly ReportedHop[];
  readonly decisions: readonly Decision[];
};

/** `documented`: a decision's code replaces the code of the failure only if the page explains it. */
export const failureView = (
  failure: Pick<TurnFailure, 'code' | 'hop'>,
  { reports, decisions }: RecordOfTurn,
  documented: readonly string[],
): FailureView => {
  const views = hopViews({ reports, decisions, failure });
  const denied = brokenHop(views.filter(({ outcome }) => outcome === 'denied'));
  const view = failure.hop === undefined ? denied : views.find(({ hop }) => hop === failure.hop);
  if (!view) return { header: undefined, credential: undefined, code: failure.code };
  const outcome = view.outcome === 'denied' ? 'Denied' : 'Failed';
  return {
    header: `${outcome} at hop ${view.hop}: ${view.from} → ${view.to}`,
    credential: view.credential,
    code: view.code !== undefined && documented.includes(view.code) ? view.code : failure.code,
  };
};
