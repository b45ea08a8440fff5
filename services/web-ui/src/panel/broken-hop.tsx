import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TurnFailure } from '../api/turn-failure.ts';
import { DoctorFinding } from '../diagnosis/doctor-finding.tsx';
import { cureFor } from '../failures/advice.ts';
import { CodeLink } from '../failures/code-link.tsx';
import type { FaultsView } from '../faults/use-faults.ts';
import type { BrokenHopView } from './broken-hop-view.ts';
import { type BringIntoViewOptions, useBringIntoView } from './use-bring-into-view.ts';

export type BrokenHopProps = {
  readonly broken: BrokenHopView;
  readonly failure: TurnFailure | undefined;
  readonly faults: FaultsView;
} & Omit<BringIntoViewOptions, 'findings'>;

/** Explains the first broken hop, and switches off the fault that breaks it. */
export const BrokenHop = ({ broken, turnId, movedIn, failure, faults }: BrokenHopProps) => {
  const { view, findings, causes } = broken;
  const ref = useBringIntoView({ turnId, findings: findings.length, movedIn });
  return (
    <section ref={ref} aria-label="First broken hop">
      <SpaceBetween size="s">
        <Header variant="h3" description={`${view.from} → ${view.to}`}>
          {`Hop ${view.hop} is broken`}
        </Header>
        {findings.map((finding) => (
          <DoctorFinding key={`${finding.code} ${finding.where}`} finding={finding} />
        ))}
        {findings.length === 0 && <TurnReason broken={broken} failure={failure} />}
        {causes.map((fault) => (
          <Button
            key={fault.name}
            wrapText
            disabled={faults.flipping !== undefined}
            loading={faults.flipping === fault.name}
            onClick={() => faults.flip(fault, false)}
          >
            {`Switch ${fault.name} off`}
          </Button>
        ))}
      </SpaceBetween>
    </section>
  );
};

type TurnReasonProps = Pick<BrokenHopProps, 'broken' | 'failure'>;

/** What the turn itself tells about the broken hop. */
const TurnReason = ({ broken: { view }, failure }: TurnReasonProps) => {
  const denial = view.failing;
  const code = view.code ?? failure?.code;
  const observed = denial
    ? `${denial.principal} was denied ${denial.action} on ${denial.resource}.`
    : failure?.message;
  return (
    <Alert type="error" statusIconAriaLabel="error">
      <div className="breaks-anywhere">
        <SpaceBetween size="xxs">
          {code !== undefined && <CodeLink code={code} />}
          {observed !== undefined && (
            <div>
              <b>Observed:</b> {observed}
            </div>
          )}
          {denial && (
            <div>
              <b>Decided by:</b> {denial.by}
            </div>
          )}
          {code === undefined ? (
            <Box>The doctor finds no cause now. Ask again.</Box>
          ) : (
            <div>
              <b>Cure:</b> {cureFor({ code, hop: view.hop }, documentedCodes.includes(code))}
            </div>
          )}
        </SpaceBetween>
      </div>
    </Alert>
  );
};
