import Alert from '@cloudscape-design/components/alert';
import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import Toggle from '@cloudscape-design/components/toggle';
import type { FaultOutcome, FaultState } from '@hopwise/contracts/faults';
import { hops } from '@hopwise/contracts/hops';
import { DoctorFinding } from '../diagnosis/doctor-finding.tsx';
import type { FaultsView } from './use-faults.ts';

/** Lists the faults of the local stack by hop, each with a switch. */
export const FaultSwitches = ({ view }: { readonly view: FaultsView }) => (
  <SpaceBetween size="m">
    <Box color="text-body-secondary">
      Switch a fault on, ask a question, and see the auth path and the doctor’s findings.
    </Box>
    {view.problem !== undefined && <Alert type="error">{view.problem}</Alert>}
    {hops.map(({ hop, from, to }) => {
      const faults = view.faults.filter((fault) => fault.hop === hop);
      const onCount = faults.filter(({ on }) => on).length;
      return (
        faults.length > 0 && (
          <ExpandableSection
            key={hop}
            variant="footer"
            defaultExpanded={onCount > 0}
            headerText={`${hop}. ${from} → ${to}`}
            headerCounter={onCount > 0 ? `(${onCount} on)` : `(${faults.length})`}
          >
            <SpaceBetween size="s">
              {(view.findings.get(hop) ?? []).map((finding) => (
                <DoctorFinding key={`${finding.code} ${finding.where}`} finding={finding} />
              ))}
              {faults.map((fault) => (
                <FaultSwitch key={fault.name} fault={fault} view={view} />
              ))}
            </SpaceBetween>
          </ExpandableSection>
        )
      );
    })}
  </SpaceBetween>
);

type FaultSwitchProps = { readonly fault: FaultState; readonly view: FaultsView };

const FaultSwitch = ({ fault, view }: FaultSwitchProps) => (
  <Toggle
    checked={fault.on}
    disabled={view.flipping !== undefined}
    description={fault.seen}
    onChange={({ detail }) => view.flip(fault, detail.checked)}
  >
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      {fault.name}
      {fault.outcome !== 'breaks' && <Badge>{outcomeText[fault.outcome]}</Badge>}
      {view.flipping === fault.name && <Spinner />}
    </SpaceBetween>
  </Toggle>
);

const outcomeText: Readonly<Record<Exclude<FaultOutcome, 'breaks'>, string>> = {
  survived: 'absorbed by the design',
  static: 'visible only in the template',
};
