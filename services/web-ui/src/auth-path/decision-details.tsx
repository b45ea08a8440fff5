import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { Decision } from '@hopwise/contracts/decision';

/** Shows one decision from the record of the local stack. */
export const DecisionDetails = ({ decision }: { readonly decision: Decision }) => (
  <div className="breaks-anywhere">
    <KeyValuePairs
      columns={1}
      items={[
        {
          label: decision.action,
          value: (
            <StatusIndicator type={decision.effect === 'allow' ? 'success' : 'error'}>
              {decision.effect === 'allow' ? 'Allowed' : 'Denied'}
            </StatusIndicator>
          ),
        },
        { label: 'Principal', value: <Box variant="code">{decision.principal}</Box> },
        { label: 'Resource', value: <Box variant="code">{decision.resource}</Box> },
        { label: 'Decided by', value: decision.by },
      ]}
    />
  </div>
);
