import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { serviceName } from '@hopwise/chat-client/service-name';
import { SeverityBadge } from './severity-badge.tsx';
import type { AccountFinding } from './tool-results.ts';

export type FindingDetailsProps = {
  readonly finding: AccountFinding | undefined;
  readonly onClose: () => void;
  readonly onExplain: ((findingId: string) => void) | undefined;
};

/** Shows one finding in a dialog. */
export const FindingDetails = ({ finding, onClose, onExplain }: FindingDetailsProps) => (
  <Modal
    visible={finding !== undefined}
    size="large"
    header={finding?.title ?? 'Finding'}
    closeAriaLabel="Close"
    onDismiss={onClose}
    footer={
      <Box float="right">
        <SpaceBetween direction="horizontal" size="xs">
          <Button variant="link" onClick={onClose}>
            Close
          </Button>
          {finding && onExplain && (
            <Button
              variant="primary"
              iconName="gen-ai"
              onClick={() => {
                onClose();
                onExplain(finding.id);
              }}
            >
              Explain this finding
            </Button>
          )}
        </SpaceBetween>
      </Box>
    }
  >
    {finding && <KeyValuePairs columns={2} items={pairsOf(finding)} />}
  </Modal>
);

const pairsOf = (finding: AccountFinding) => [
  { label: 'Severity', value: <SeverityBadge severity={finding.severity} /> },
  { label: 'Service', value: serviceName(finding.service) },
  { label: 'Resource', value: finding.resource },
  { label: 'Resource type', value: finding.resourceType },
  { label: 'Account', value: finding.account ?? '-' },
  { label: 'Region', value: finding.region ?? '-' },
  { label: 'Last updated', value: new Date(finding.updatedAt).toLocaleString() },
  { label: 'ID', value: finding.id },
];
