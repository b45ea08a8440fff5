import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Finding, FindingSeverity } from '@hopwise/contracts/finding';
import { CodeLink } from '../failures/code-link.tsx';
import { FaultLinks } from './fault-links.tsx';
import { faultsOfCode } from './faults-of-code.ts';

const types = { error: 'error', warning: 'warning', note: 'info' } as const satisfies Record<
  FindingSeverity,
  string
>;

export type DoctorFindingProps = {
  readonly finding: Finding;
};

/** Shows one finding of the doctor with its observation, expectation, cure, and the faults with its code. */
export const DoctorFinding = ({ finding }: DoctorFindingProps) => (
  <Alert type={types[finding.severity]} statusIconAriaLabel={finding.severity}>
    <div className="breaks-anywhere">
      <SpaceBetween size="xxs">
        <CodeLink code={finding.code} />
        <div>
          <b>Observed:</b> {finding.observed}
        </div>
        <div>
          <b>Expected:</b> {finding.expected}
        </div>
        <div>
          <b>Where:</b> {finding.where}
        </div>
        <div>
          <b>Cure:</b> {finding.cure}
        </div>
        {faultsOfCode(finding.code).length > 0 && (
          <div>
            <b>Faults with this code:</b> <FaultLinks names={faultsOfCode(finding.code)} />
          </div>
        )}
      </SpaceBetween>
    </div>
  </Alert>
);
