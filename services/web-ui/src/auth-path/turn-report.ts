import { isBroken } from '@hopwise/contracts/hop-views';
import { plainReport, type ReportToFormat } from '@hopwise/doctor/report/plain-report';
import type { TurnFailure } from '../api/turn-failure.ts';
import type { FindingsByHop } from '../diagnosis/findings-by-hop.ts';
import { cureFor } from '../failures/advice.ts';
import type { HopState, HopView } from './hop-views.ts';

export type ReportedTurn = {
  /** Absent if no response of the API arrived. */
  readonly correlationId: string | undefined;
  readonly views: readonly HopView[];
  /** The doctor's findings. */
  readonly findings: FindingsByHop;
  readonly failure?: TurnFailure | undefined;
};

/**
 * One turn as the text that `hopwise doctor` prints. It contains no question and no answer. `isDocumented` says
 * whether a code has a section in `docs/findings.md`.
 */
export const turnReport = (turn: ReportedTurn, isDocumented: (code: string) => boolean): string =>
  plainReport({
    target: `turn ${turn.correlationId ?? 'without a correlation id'}`,
    checked: turn.views.map(({ hop, state }) => ({
      name: `hop ${hop}`,
      hop,
      outcome: outcomes[state],
      ...(outcomes[state] === 'skipped' && { reason: 'the turn did not reach the hop' }),
    })),
    findings: turn.views
      .filter(({ state }) => isBroken(state))
      .flatMap((view) => findingsOf(view, turn, isDocumented)),
  });

const outcomes = {
  allowed: 'passed',
  denied: 'failed',
  failed: 'failed',
  next: 'skipped',
  'not-reached': 'skipped',
} as const satisfies Record<HopState, string>;

const findingsOf = (
  view: HopView,
  { findings, failure }: ReportedTurn,
  isDocumented: (code: string) => boolean,
): ReportToFormat['findings'] => {
  const found = findings.get(view.hop) ?? [];
  if (found.length > 0) return found;
  const { hop, from, to, failing } = view;
  const code = view.code ?? failure?.code ?? 'UNKNOWN';
  return [
    {
      code,
      severity: 'error',
      hop,
      observed: failing
        ? `${failing.principal} was denied ${failing.action}. Decided by: ${failing.by}.`
        : (failure?.message ?? 'The last call of the hop had no success.'),
      expected: `${from} calls ${to} with success.`,
      where: failing?.resource ?? `${from} → ${to}`,
      cure: cureFor({ code, hop }, isDocumented(code)),
    },
  ];
};
