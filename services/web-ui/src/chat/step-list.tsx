import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator';
import { toolTitle } from '../tool-data/tool-title.ts';
import type { Step } from './turn.ts';

/** Lists the agent's steps with their arguments and outcomes. */
export const StepList = ({ steps }: { readonly steps: readonly Step[] }) => (
  <SpaceBetween size="xxs">
    {steps.map((step) => (
      <StepSection key={step.stepId} step={step} />
    ))}
  </SpaceBetween>
);

const StepSection = ({ step }: { readonly step: Step }) => (
  <ExpandableSection
    headerText={
      <StatusIndicator type={statusType[step.outcome]} iconAriaLabel={step.outcome}>
        {toolTitle(step.tool)}
      </StatusIndicator>
    }
  >
    <SpaceBetween size="xs">
      {step.summary !== undefined && <Box>{step.summary}</Box>}
      <KeyValuePairs
        columns={2}
        items={[
          { label: 'Tool', value: <Box variant="code">{step.tool}</Box> },
          ...Object.entries(step.arguments).map(([label, value]) => ({
            label,
            value: typeof value === 'string' ? value : JSON.stringify(value),
          })),
        ]}
      />
    </SpaceBetween>
  </ExpandableSection>
);

const statusType: Readonly<Record<Step['outcome'], StatusIndicatorProps.Type>> = {
  started: 'in-progress',
  succeeded: 'success',
  rejected: 'warning',
  failed: 'error',
};
