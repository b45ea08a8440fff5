import { causesOf } from '@hopwise/contracts/codes/symptom-causes';
import { brokenHop, type HopView } from '@hopwise/contracts/hop-views';
import { causeText } from './cause-texts.ts';
import { cureOf } from './failure-cures.ts';

/** Why a turn has no complete answer, as `POST /chat` or its client reports it. */
export type ReportedFailure = {
  readonly code: string;
  readonly message: string;
  readonly hop?: number | undefined;
};

type ExplainedView = Pick<HopView, 'hop' | 'outcome' | 'code'>;

export type ExplainedFailure<View extends ExplainedView> = {
  /** The hop that broke; absent if neither the failure nor a denial names one. */
  readonly view?: View;
  /** The cause if a decision names it, otherwise the code of the failure. */
  readonly code: string;
  /** What happened, in one sentence. */
  readonly message: string;
  /** What a person can do. Absent for a code that has no general cure. */
  readonly cure?: string;
  /** What the caller saw, if the code is the cause. */
  readonly symptom?: { readonly code: string; readonly message: string };
};

/**
 * Explains a failed turn by its hops (`hopViews`). On the local stack, the decisions name the cause, and what `POST /chat`
 * reports is only its symptom. On AWS there are no decisions, so the symptom is all that is known.
 */
export const explainFailure = <View extends ExplainedView>(
  failure: ReportedFailure,
  views: readonly View[],
): ExplainedFailure<View> => {
  const view = failedView(failure, views);
  const code = view?.code ?? failure.code;
  const hop = view?.hop ?? failure.hop;
  const isCause = code !== failure.code;
  const cure = cureOf(code, hop);
  return {
    ...(view && { view }),
    code,
    message: (isCause && causeText(code, hop)?.message) || failure.message,
    ...(cure !== undefined && { cure }),
    ...(isCause && { symptom: { code: failure.code, message: failure.message } }),
  };
};

/**
 * The hop that the failure names, otherwise the one that has its cause, otherwise the first denied one. A tool answers without a
 * service that it cannot read.
 */
const failedView = <View extends ExplainedView>(
  failure: ReportedFailure,
  views: readonly View[],
): View | undefined =>
  failure.hop === undefined
    ? (views.find(({ code }) => code !== undefined && causesOf(failure.code).includes(code)) ??
      brokenHop(
        views.filter(
          ({ outcome, code }) => outcome === 'denied' && code !== 'SERVICE_ACCESS_DENIED',
        ),
      ))
    : views.find(({ hop }) => hop === failure.hop);
