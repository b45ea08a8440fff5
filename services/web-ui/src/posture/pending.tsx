import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';

/** In place of what the agent has not told, or will not tell any more. */
export const Pending = ({ loading }: { readonly loading: boolean }) =>
  loading ? (
    <StatusIndicator type="loading">Asking the agent</StatusIndicator>
  ) : (
    <Box color="text-body-secondary">The agent did not tell.</Box>
  );
