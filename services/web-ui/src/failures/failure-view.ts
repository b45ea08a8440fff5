import { type ExplainedFailure, explainFailure } from '@hopwise/chat-client/explain-failure';
import type { Decision } from '@hopwise/contracts/decision';
import { type HopView, hopViews, type ReportedHop } from '@hopwise/contracts/hop-views';
import type { CredentialKind } from '@hopwise/contracts/hops';
import type { TurnFailure } from '../api/turn-failure.ts';
import { cureFor, titleFor } from './advice.ts';

export type FailureView = Pick<ExplainedFailure<HopView>, 'code' | 'message' | 'symptom'> & {
  /** Names the outcome, the hop and both its ends, or what happened if the failure names no hop. */
  readonly header: string;
  readonly credential: CredentialKind | undefined;
  readonly cure: string;
};

export type RecordOfTurn = {
  readonly reports: readonly ReportedHop[];
  readonly decisions: readonly Decision[];
  readonly isSignedIn?: boolean | undefined;
};

/** What the alert of a failure shows. `documented`: the codes with a section on the page. */
export const failureView = (
  failure: TurnFailure,
  record: RecordOfTurn,
  documented: readonly string[],
): FailureView => {
  const explained = explainFailure(failure, hopViews({ ...record, failure }));
  const { view, code, message, symptom } = explained;
  return {
    header: view ? headerOf(view) : titleFor(code),
    credential: view?.credential,
    code,
    message,
    cure: explained.cure ?? cureFor({ code, hop: view?.hop }, documented.includes(code)),
    ...(symptom && { symptom }),
  };
};

const headerOf = ({ outcome, hop, from, to }: HopView): string =>
  `${outcome === 'denied' ? 'Denied' : 'Failed'} at hop ${hop}: ${from} → ${to}`;
