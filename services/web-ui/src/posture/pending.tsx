import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';

/** Shown until the agent has answered, and after an answer without the data. */
export const Pending = ({ loading }: { readonly loading: boolean }) =>
  loading ? (
    <StatusIndicator type="loading">Asking the agent</StatusIndicator>
  ) : (
    <Box color="text-body-secondary">The agent gave no answer.</Box>
  );
