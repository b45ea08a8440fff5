import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Steps, { type StepsProps } from '@cloudscape-design/components/steps';
import { isDenialCode } from '@hopwise/contracts/codes/denial-codes';
import type { Finding } from '@hopwise/contracts/finding';
import { isBroken } from '@hopwise/contracts/hop-views';
import type { HopSpan } from '@hopwise/contracts/turn-record';
import { Suspense } from 'react';
import type { Turn } from '../chat/turn.ts';
import type { FindingsByHop } from '../diagnosis/findings-by-hop.ts';
import { lazyPart } from '../loading/lazy-part.ts';
import { HopDetails } from './hop-details.tsx';
import type { HopState, HopView } from './hop-views.ts';

const Waterfall = lazyPart(() => import('./waterfall.tsx').then((module) => module.Waterfall));

export type AuthPathProps = {
  readonly views: readonly HopView[];
  readonly turn: Pick<Turn, 'question'> | undefined;
  /** The doctor's findings. */
  readonly findings: FindingsByHop;
  /** The hop whose findings the panel shows above the path. */
  readonly explainedHop?: number | undefined;
  /** Absent where the times are not known: on a deployed stage, and for a turn that the stack has forgotten. */
  readonly spans?: readonly HopSpan[] | undefined;
};

/** Shows the seven hops of a question with their credentials, outcomes and decisions. */
export const AuthPath = ({ views, turn, findings, explainedHop, spans }: AuthPathProps) => (
  <SpaceBetween size="m">
    <Box color="text-body-secondary">
      {turn ? turn.question.slice(0, 120) : 'Ask a question to see its path.'}
    </Box>
    {turn && (
      <Suspense>
        <Waterfall spans={spans} views={views} />
      </Suspense>
    )}
    <Steps
      ariaLabel="Hops"
      steps={views.map((view): StepsProps.Step => {
        const found = findings.get(view.hop) ?? [];
        const state = stateOf(view, found);
        return {
          status: statusType[state],
          statusIconAriaLabel: stateText[state],
          header: (
            <Box variant="h3" tagOverride="span" fontSize="body-m" padding="n">
              <span className="hop-name">{`${view.hop}. ${view.from} → ${view.to}`}</span>
            </Box>
          ),
          details: (
            <HopDetails
              view={view}
              stateText={stateText[state]}
              findings={view.hop === explainedHop ? [] : found}
            />
          ),
        };
      })}
    />
  </SpaceBetween>
);

/** The doctor can find a broken hop that the turn did not name. */
const stateOf = ({ state }: HopView, [finding]: readonly Finding[]): HopState => {
  if (!finding || isBroken(state)) return state;
  return isDenialCode(finding.code) ? 'denied' : 'failed';
};

const statusType: Readonly<Record<HopState, StepsProps.Status>> = {
  allowed: 'success',
  denied: 'error',
  failed: 'error',
  next: 'loading',
  'not-reached': 'pending',
};

const stateText: Readonly<Record<HopState, string>> = {
  allowed: 'Allowed',
  denied: 'Denied',
  failed: 'Failed',
  next: 'Waiting',
  'not-reached': 'Not reached',
};
