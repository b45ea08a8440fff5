import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Finding, FindingSeverity } from '@hopwise/contracts/finding';
import { CodeLink } from '../failures/code-link.tsx';

const types = { error: 'error', warning: 'warning', note: 'info' } as const satisfies Record<
  FindingSeverity,
  string
>;

/** Shows one finding of the doctor with its observation, expectation and cure. */
export const DoctorFinding = ({ finding }: { readonly finding: Finding }) => (
  <Alert type={types[finding.severity]} statusIconAriaLabel={finding.severity}>
    <div className="breaks-anywhere">
      <SpaceBetween size="xxs">
        <CodeLink code={finding.code} />
        <div>{finding.observed}</div>
        <div>
          <b>Expected:</b> {finding.expected}
        </div>
        <div>
          <b>Where:</b> {finding.where}
        </div>
        <div>
          <b>Cure:</b> {finding.cure}
        </div>
      </SpaceBetween>
    </div>
  </Alert>
);
